package io.pumprig.hardware;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test its rig, and releases the motor after it, passed or failed. A simulated rig is a
 * new one for each test; a real one stays open from test to test, until one leaves it spoiled or
 * the run is over.
 */
final class RigExtension
        implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OWN =
            ExtensionContext.Namespace.create(RigExtension.class);
    private static final String SIMULATOR = "simulator";

    private final Target given;

    /** For the target that {@code -Drig} names. */
    RigExtension() {
        this(null);
    }

    /** For one target, whatever {@code -Drig} says. */
    RigExtension(Target given) {
        this.given = given;
    }

    private Target target() {
        return given == null ? Targets.chosen() : given;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Target target = target();
        if (!target.isHere()) {
            return ConditionEvaluationResult.disabled("runs in the guest of " + target.name());
        }
        return context.getTags().contains(SIMULATOR) && !target.isSimulated()
                ? ConditionEvaluationResult.disabled("needs the simulator, not " + target.name())
                : ConditionEvaluationResult.enabled("runs on " + target.name());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        held(context).take(target());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        held(context).giveBack();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RigUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return held(context).rig();
    }

    /** One for the whole run of this extension's target; closed at its very end. */
    private Held held(ExtensionContext context) {
        Object key = given == null ? Held.class : given;
        return context.getRoot()
                .getStore(OWN)
                .getOrComputeIfAbsent(key, ignored -> new Held(), Held.class);
    }

    /** The rig that is open, if one is. */
    private static final class Held implements AutoCloseable {
        private RigUnderTest rig;
        private boolean isForOneTest;

        void take(Target target) {
            if (rig == null) {
                rig = target.open();
                isForOneTest = target.isSimulated();
            }
            rig.forget();
        }

        RigUnderTest rig() {
            return rig;
        }

        void giveBack() {
            if (rig == null) {
                return;
            }
            try {
                rig.releaseMotor();
            } finally {
                try {
                    rig.hands().letGo();
                } finally {
                    if (isForOneTest || rig.isSpoiled()) {
                        close();
                    }
                }
            }
        }

        @Override
        public void close() {
            RigUnderTest last = rig;
            rig = null;
            if (last != null) {
                last.close();
            }
        }
    }
}
