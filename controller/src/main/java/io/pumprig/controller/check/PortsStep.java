package io.pumprig.controller.check;

/**
 * What became of opening the wiring's ports, which was done with every output at its safe level.
 */
final class PortsStep implements CheckStep {

    @Override
    public void run(CheckBench bench) {
        LentPorts ports = bench.ports();
        ports.troubles().forEach((name, reason) -> bench.fail("port", name, reason, remedy(name)));
        bench.ok("port", "", ports.openCount() + " open, outputs at their safe levels");
    }

    private static String remedy(String name) {
        if (name.startsWith("GPIO")) {
            return "end the program that has "
                    + name
                    + " (gpioinfo names it), or take the overlay"
                    + " that claims it out of config.txt";
        }
        if (name.startsWith("i2c-")) {
            return "turn the bus on in config.txt (dtparam=i2c_arm=on), or name another in the rig"
                    + " file";
        }
        return "plug the adapter in, put the user into the group dialout, or name the line that"
                + " ls -l /dev/serial/by-id shows";
    }
}
