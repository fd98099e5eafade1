package io.pumprig.simulator.board;

/** A kind of call through the ports of a board, by which a fault can be told when to strike. */
public enum Operation {
    /** A transfer on the I2C bus that reads; its target is the part addressed. */
    I2C_READ("i2c.read"),
    /** A transfer on the I2C bus that only writes; its target is the part addressed. */
    I2C_WRITE("i2c.write"),
    /** Bytes handed to a serial line; its target is the part behind it. */
    SERIAL_WRITE("serial.write"),
    /** A look at what a serial line has received; its target is the part behind it. */
    SERIAL_READ("serial.read"),
    /** An answer of a part on its way over a serial line; its target is that part. */
    SERIAL_REPLY("serial.reply"),
    /** A rising edge on the STEP wire; it has one target, {@code step}. */
    STEP("step"),
    /** A level driven at a pin; its target is the pin's name in the rig file. */
    PIN_WRITE("pin.write"),
    /** A level read at a pin; its target is the pin's name in the rig file. */
    PIN_READ("pin.read");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    /** The name as written in a trigger. */
    public String label() {
        return label;
    }

    /** The operation of that name, or null. */
    public static Operation labelled(String label) {
        for (Operation operation : values()) {
            if (operation.label.equals(label)) {
                return operation;
            }
        }
        return null;
    }
}
