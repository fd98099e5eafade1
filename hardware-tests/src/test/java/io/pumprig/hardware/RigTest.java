package io.pumprig.hardware;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of a rig: they take a {@link RigUnderTest} as parameter of their {@code BeforeEach} or test
 * methods and run on whatever {@code -Drig} names. Those that need the world behind the ports carry
 * {@code @Tag("simulator")} besides, and are skipped elsewhere.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("rig")
@ExtendWith(RigExtension.class)
public @interface RigTest {}
