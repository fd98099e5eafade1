package io.pumprig.hardware.virtualpi;

import java.util.List;

/**
 * Which edits make the emulated board look like a Raspberry Pi to Pi4J, and the guest's device
 * names those of a rig.
 *
 * <p>Pi4J takes a board by the beginning of its model, and the first GPIO chip whose label holds
 * "pinctrl"; a chip's label is its node's name. The board's own I2C is off and the numbering of
 * buses ends at 0, so that the adapter on USB becomes {@code i2c-1}.
 */
final class PiDeviceTree {
    private static final String MODEL = "Raspberry Pi 5 Model B Rev 1.0 (virtual)";
    private static final String GPIO = "gpio@30200000";
    private static final String PIN_CONTROL = "pinctrl@30200000";

    /** Serial lines besides the console: {@code ttymxc0}, {@code ttymxc2}, {@code ttymxc3}. */
    private static final List<String> SERIAL =
            List.of("serial@30860000", "serial@30880000", "serial@30a60000");

    /** Parts of the board that the emulator has not, or that would take a wire of the rig's. */
    private static final List<String> ABSENT =
            List.of(
                    "i2c@30a20000",
                    "i2c@30a40000",
                    "pcie@33800000",
                    "pcie-phy@32f00000",
                    "ethernet@30be0000",
                    "ethernet@30bf0000",
                    "mmc@30b60000");

    private static final String CARD = "mmc@30b50000";

    /**
     * Thirty-two bytes that the kernel begins its random numbers with; no secret depends on them.
     */
    private static final String CHANCE =
            "<0x243f6a88 0x85a308d3 0x13198a2e 0x03707344"
                    + " 0xa4093822 0x299f31d0 0x082efa98 0xec4e6c89>";

    private PiDeviceTree() {}

    /** The device tree of the emulated board, in text, as a Raspberry Pi's. */
    static String of(String board) {
        DeviceTree tree = new DeviceTree(board);
        tree.model(MODEL);
        tree.rename(GPIO, PIN_CONTROL);
        for (String property :
                List.of("interconnects", "interconnect-names", "dmas", "dma-names")) {
            tree.withoutAny(property);
        }
        for (String alias : List.of("i2c1", "i2c2", "i2c3", "i2c4", "i2c5")) {
            tree.withoutAlias(alias);
        }
        SERIAL.forEach(tree::enable);
        ABSENT.forEach(tree::disable);
        // The emulated card is always in and always supplied.
        tree.without(CARD, "cd-gpios");
        tree.without(CARD, "vmmc-supply");
        tree.property(CARD, "non-removable", "");
        // The first USB port is a host as well, for a second device without a hub.
        tree.enable("usb-phy@381f0040");
        tree.enable("usb@32f10100");
        tree.enable("usb@38100000");
        tree.property("usb@38100000", "dr_mode", "\"host\"");
        // The board has no source of chance, and Java waits until the kernel has collected some.
        tree.property("chosen", "rng-seed", CHANCE);
        return tree.toString();
    }
}
