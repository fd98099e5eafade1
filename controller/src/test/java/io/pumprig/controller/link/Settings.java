package io.pumprig.controller.link;

/** Settings of a rig that is never connected. */
final class Settings {
    private Settings() {}

    static LinkSettings of(String backend) {
        return new LinkSettings(
                "mqtt://127.0.0.1:1",
                "r1",
                backend,
                "s1",
                "1.0",
                7L,
                backend.equals("sim"),
                500,
                "c1",
                BrokerLogin.ANONYMOUS,
                false);
    }
}
