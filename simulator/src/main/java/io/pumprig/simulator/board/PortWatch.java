package io.pumprig.simulator.board;

/** Where a watch of operations is attached; without one, a call costs one comparison. */
final class PortWatch {
    private OperationWatch watch;

    void attach(OperationWatch newWatch) {
        watch = newWatch;
    }

    boolean isAttached() {
        return watch != null;
    }

    void before(Operation operation, int target) {
        if (watch != null) {
            watch.before(operation, target);
        }
    }

    void after(Operation operation, int target) {
        if (watch != null) {
            watch.after(operation, target);
        }
    }
}
