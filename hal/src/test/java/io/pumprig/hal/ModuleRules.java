package io.pumprig.hal;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/**
 * The rules that every module keeps, checked on the classes of one of them. Package names are full.
 */
public final class ModuleRules {
    private static final Set<String> HOST_TIME_AND_CHANCE =
            Set.of(
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Thread.sleep",
                    "java.lang.Math.random",
                    "java.time.Instant.now",
                    "java.time.Clock",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom");

    private final JavaClasses module;

    private ModuleRules(JavaClasses module) {
        this.module = module;
    }

    /** The product's own classes below {@code root}, without tests. */
    public static ModuleRules ofProduct(String root) {
        return new ModuleRules(
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(root));
    }

    /** All classes below {@code root}. */
    public static ModuleRules ofTests(String root) {
        return new ModuleRules(new ClassFileImporter().importPackages(root));
    }

    /** The classes, for rules of one module alone. */
    public JavaClasses classesOfModule() {
        return module;
    }

    /** Of pumprig, {@code owner} imports itself and {@code allowed} only. */
    public void importsOnly(String owner, String... allowed) {
        classes()
                .that(resideInAPackage(owner))
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage(owner)
                                .or(resideInAnyPackage(allowed))
                                .or(resideOutsideOfPackage("io.pumprig..")))
                .allowEmptyShould(true)
                .check(module);
    }

    /** There are no packages but these. */
    public void hasOnlyPackages(String... packages) {
        classes().should().resideInAnyPackage(packages).check(module);
    }

    /** Packages form no circle. */
    public void hasNoCircles() {
        slices().matching("io.pumprig.(**)").should().beFreeOfCycles().check(module);
    }

    /** Nothing depends on {@code packages}. */
    public void knowsNothingOf(String... packages) {
        noClasses().should().dependOnClassesThat(resideInAnyPackage(packages)).check(module);
    }

    /**
     * Only {@code owner} sees {@code library}; an owner that does not exist keeps it out wholly.
     */
    public void keeps(String library, String owner) {
        noClasses()
                .that(resideOutsideOfPackage(owner))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(module);
    }

    /** Nobody but {@code owner} asks the host for time or chance. */
    public void takesHostTimeAndChanceOnlyIn(String owner) {
        DescribedPredicate<JavaAccess<?>> host =
                describe(
                        "time or chance of the host",
                        access -> {
                            String type = access.getTargetOwner().getName();
                            return HOST_TIME_AND_CHANCE.contains(type)
                                    || HOST_TIME_AND_CHANCE.contains(type + "." + access.getName());
                        });
        noClasses()
                .that(resideOutsideOfPackage(owner))
                .should()
                .accessTargetWhere(host)
                .check(module);
    }

    /** No floating point in {@code packages}. */
    public void countsInWholeNumbers(String... packages) {
        noClasses()
                .that(resideInAnyPackage(packages))
                .should()
                .dependOnClassesThat(
                        describe(
                                "floating point",
                                type ->
                                        type.isEquivalentTo(double.class)
                                                || type.isEquivalentTo(float.class)))
                .check(module);
    }
}
