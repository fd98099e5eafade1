package io.pumprig.hardware;

/** Where the tests find a rig. */
public interface Target {

    /** What {@code -Drig} called it. */
    String name();

    /** Whether a test may reach into the world behind the ports: the simulator alone. */
    boolean isSimulated();

    /** Whether its rig can be reached from this process; tests of one that cannot run elsewhere. */
    default boolean isHere() {
        return true;
    }

    /**
     * Opens the rig's board; no part is brought up yet. A rig that is simulated is another one each
     * time; of a real one there is one, and it stays open from test to test.
     */
    RigUnderTest open();
}
