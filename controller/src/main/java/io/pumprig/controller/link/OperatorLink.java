package io.pumprig.controller.link;

import java.io.IOException;
import java.util.List;

/**
 * The operator's end of the link: asks a rig over MQTT and waits for its answer. One request after
 * the other, by one thread.
 */
public final class OperatorLink implements AutoCloseable {
    private final RemoteRig rig;

    private OperatorLink(RemoteRig rig) {
        this.rig = rig;
    }

    /**
     * Connects and finds the rig; waits some seconds at most.
     *
     * @param broker as in {@link LinkSettings}
     * @param login as whom, and which broker is trusted
     * @throws IllegalArgumentException when broker or rig are not written as they must be
     * @throws IOException in words for a person: no broker, or no such rig there
     */
    public static OperatorLink open(String broker, String rig, BrokerLogin login)
            throws IOException {
        return new OperatorLink(RemoteRig.open(broker, rig, login, "operator", List.of()));
    }

    /** What stands behind the rig: {@code sim} or {@code bench}. */
    public String backend() {
        return rig.backend();
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws OrderDenied when the broker's rules do not let this user give that order
     * @throws IOException in words for a person: the broker is gone, or no answer came within 10 s
     */
    public OperatorAnswer ask(OperatorRequest request) throws IOException {
        return OperatorAnswer.parse(
                OperatorAnswer.enveloped(rig.backend(), rig.rig(), rig.ask(request)));
    }

    @Override
    public void close() {
        rig.close();
    }
}
