package io.pumprig.controller.bench;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class ProgramVersion implements IVersionProvider {
    private static final String OUTSIDE_A_JAR = "unpackaged";

    static String text() {
        String version = PumprigController.class.getPackage().getImplementationVersion();
        return version == null ? OUTSIDE_A_JAR : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"pumprig-controller " + text()};
    }
}
