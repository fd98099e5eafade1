package io.pumprig.controller.order;

/** Forms of the reference rig with the shipped library, where no planner stands behind them. */
public final class ReferenceForms {
    public static final OrderForms FORMS =
            new OrderForms(
                    FluidPath.REFERENCE,
                    new TherapyRules(DrugLibrary.shipped()),
                    prescription -> () -> prescription);

    private ReferenceForms() {}
}
