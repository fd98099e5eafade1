package io.pumprig.hal.rig;

import static io.pumprig.hal.settings.Schema.anyOf;
import static io.pumprig.hal.settings.Schema.bool;
import static io.pumprig.hal.settings.Schema.choice;
import static io.pumprig.hal.settings.Schema.integer;
import static io.pumprig.hal.settings.Schema.matching;
import static io.pumprig.hal.settings.Schema.name;
import static io.pumprig.hal.settings.Schema.object;
import static io.pumprig.hal.settings.Schema.quantity;

import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Schema;
import io.pumprig.hal.settings.SchemaObject;
import java.util.regex.Pattern;

/**
 * What {@code rig.yaml} may say: the declarations that {@link RigFile} reads by, and the JSON
 * Schema made of them. That no pin, address, line or input is used twice, and that a flow sensor
 * has the address of its chip, is for the reader alone.
 */
public final class RigSchema {
    /** 7-bit addresses outside of these are reserved by the I2C specification. */
    static final int MIN_ADDRESS = 0x08;

    static final int MAX_ADDRESS = 0x77;

    /** What an address is, in words. */
    static final String ADDRESS_ALLOWED = "0x08 to 0x77";

    static final Pattern ADDRESS = Pattern.compile("0x[0-9A-Fa-f]{2}");

    private static final Pattern GPIO = Pattern.compile("GPIO([0-9]|1[0-9]|2[0-7])");
    private static final Pattern CHANNEL = Pattern.compile("AIN[0-3]");
    private static final Pattern BUS = Pattern.compile("i2c-[0-9]{1,2}");
    private static final Pattern PORT = Pattern.compile("/dev/[A-Za-z0-9._/:-]{1,200}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** The converter's results are signed 24-bit (device reference 3.4). */
    private static final int MAX_COUNTS = 8_388_607;

    private static final int MAX_COUNTS_PER_GRAM = 1_000_000;
    private static final int DEFAULT_ZERO_COUNTS = 50_000;
    private static final int DEFAULT_COUNTS_PER_GRAM = 20_000;

    /** Three tries of it end well before a silent driver is a fault by its age. */
    private static final long MAX_ANSWER_TIMEOUT_NANOS = 100_000_000;

    private static final int DEFAULT_BALANCE_BAUD = 9_600;
    private static final int DEFAULT_SYRINGE_PUMP_BAUD = 19_200;
    private static final int MAX_SYRINGE_PUMP_ADDRESS = 99;
    private static final int MICROMETRES_PER_CENTIMETRE = 10_000;

    /** What the NE-1000 takes: 0.1 to 50 mm. */
    private static final int MIN_DIAMETER_MICROMETRES = 100;

    private static final int MAX_DIAMETER_MICROMETRES = 50_000;

    private static final long PICOLITRES_PER_MICROLITRE = 1_000_000;
    private static final long PICOLITRES_PER_MILLILITRE = 1_000_000_000;

    static final SchemaObject PUMP =
            object("The pump head and how its motor turns it")
                    .required(
                            "microstepsPerRevolution",
                            integer("Microsteps of one turn of the head", 200, 51_200))
                    .required(
                            "volumePerRevolution",
                            quantity(
                                    "Fluid of one turn, as `calibrate` measures it",
                                    Dimension.VOLUME,
                                    PICOLITRES_PER_MICROLITRE,
                                    250 * PICOLITRES_PER_MICROLITRE));

    /** Ranges of SR-11. */
    static final SchemaObject LINE =
            object("Everything between the head and the tip of the catheter")
                    .required(
                            "compliance",
                            quantity(
                                    "Volume that the line stores for each kilopascal",
                                    Dimension.COMPLIANCE,
                                    1_000,
                                    100_000_000))
                    .required(
                            "tubing",
                            quantity(
                                    "Volume of the tubing between head and catheter",
                                    Dimension.VOLUME,
                                    50 * PICOLITRES_PER_MICROLITRE,
                                    500 * PICOLITRES_PER_MICROLITRE))
                    .required(
                            "catheter",
                            quantity(
                                    "Length of the catheter, 2.6 uL/cm",
                                    Dimension.LENGTH,
                                    10 * MICROMETRES_PER_CENTIMETRE,
                                    110 * MICROMETRES_PER_CENTIMETRE));

    static final SchemaObject MOTOR =
            object("The stepper motor of the head, its driver, and the watchdog of its enable line")
                    .required("chip", choice("The motor driver", "tmc2209"))
                    .required("step", gpio("STEP: one microstep for each rising edge"))
                    .required("dir", gpio("DIR: direction of the steps"))
                    .required("enable", gpio("Arms the driver, low is on"))
                    .required("diag", gpio("DIAG of the driver: high in a fault"))
                    .required("kick", gpio("Kick of the enable watchdog"))
                    .required("uart", port("Serial line of the driver's UART"))
                    .required("node", integer("Address of the driver on its UART", 0, 3))
                    .optional(
                            "answerTimeout",
                            quantity(
                                            "How long the driver may take to answer; more than"
                                                    + " 10 ms for a USB adapter only",
                                            Dimension.TIME,
                                            Tmc2209Configuration.ANSWER_TIMEOUT_NANOS,
                                            MAX_ANSWER_TIMEOUT_NANOS)
                                    .otherwise(Tmc2209Configuration.ANSWER_TIMEOUT_NANOS));

    static final SchemaObject ENCODER =
            onBus(object("The encoder that watches the rotor turn"), "The encoder", "as5600");

    static final SchemaObject RESERVOIR =
            onBus(object("The load cell under the reservoir"), "The converter", "nau7802")
                    .required(
                            "capacity",
                            quantity(
                                    "What the reservoir holds",
                                    Dimension.VOLUME,
                                    PICOLITRES_PER_MILLILITRE,
                                    100 * PICOLITRES_PER_MILLILITRE))
                    .optional(
                            "zero",
                            integer(
                                            "Converter code with an empty reservoir",
                                            -MAX_COUNTS,
                                            MAX_COUNTS)
                                    .otherwise(DEFAULT_ZERO_COUNTS))
                    .optional(
                            "countsPerGram",
                            integer(
                                            "Converter codes for a gram, of the two-point"
                                                    + " calibration",
                                            1,
                                            MAX_COUNTS_PER_GRAM)
                                    .otherwise(DEFAULT_COUNTS_PER_GRAM));

    static final SchemaObject PRESSURE =
            onBus(
                            object("The converter of line pressures and supply voltages"),
                            "The converter",
                            "ads1115")
                    .required("downstream", channel("Pressure behind the head"))
                    .required("sensorSupply", channel("Supply of the pressure transducers"))
                    .required("motorSupply", channel("Supply of the motor, divided"))
                    .required("upstream", channel("Pressure before the head"));

    static final SchemaObject FLOW =
            onBus(
                    object("The flow sensor, where one is fitted"),
                    "The flow sensor; slf3s has the address 0x08, lg16 has 0x40",
                    "slf3s-0600f",
                    "lg16-0430d",
                    "lg16-0150d",
                    "lg16-0025d");

    static final SchemaObject INPUTS =
            object("Contacts and buttons")
                    .required("eStop", gpio("Emergency stop, opens when pressed"))
                    .required("door", gpio("Contact of the head's door"))
                    .optional("bubble", gpio("Bubble detector, where one is fitted"))
                    .optional("bolusButton", gpio("Demand button, where one is fitted"));

    static final SchemaObject OUTPUTS =
            object("Buzzer, lamps and switches")
                    .required("buzzer", gpio("Alarm buzzer"))
                    .required("red", gpio("Red lamp"))
                    .required("amber", gpio("Amber lamp"))
                    .required("green", gpio("Green lamp"))
                    .optional(
                            "bubbleTest",
                            gpio("Test input of the bubble detector; needs inputs.bubble"))
                    .optional("sensorRail", gpio("Load switch of the sensors' supply"));

    static final SchemaObject BALANCE =
            object("The laboratory balance that calibration and tests weigh with, where one stands")
                    .required("dialect", choice("What the balance speaks", "mt-sics", "and", "sbi"))
                    .required("port", port("Serial line of the balance"))
                    .optional(
                            "baud",
                            integer("Speed of the line", 1_200, 115_200)
                                    .otherwise(DEFAULT_BALANCE_BAUD));

    static final SchemaObject SYRINGE_PUMP =
            object("The second actuator, where one stands; therapy never uses it")
                    .required("chip", choice("The syringe pump", "ne1000"))
                    .required("port", port("Serial line of the pump"))
                    .optional(
                            "baud",
                            integer("Speed of the line", 300, 19_200)
                                    .otherwise(DEFAULT_SYRINGE_PUMP_BAUD))
                    .optional(
                            "address",
                            integer("Address in a network of pumps", 0, MAX_SYRINGE_PUMP_ADDRESS)
                                    .otherwise(0))
                    .required(
                            "diameter",
                            quantity(
                                    "Inner diameter of the syringe",
                                    Dimension.LENGTH,
                                    MIN_DIAMETER_MICROMETRES,
                                    MAX_DIAMETER_MICROMETRES));

    /** The whole file. */
    public static final SchemaObject RIG =
            object("How one rig is wired")
                    .required("rig", name("Name of the rig in topics and reports"))
                    .required("board", choice("A Raspberry Pi, or the simulator", "pi", "sim"))
                    .required("pump", PUMP)
                    .required("line", LINE)
                    .required("motor", MOTOR)
                    .required("encoder", ENCODER)
                    .required("reservoir", RESERVOIR)
                    .required("pressure", PRESSURE)
                    .optional("flow", FLOW)
                    .required("inputs", INPUTS)
                    .required("outputs", OUTPUTS)
                    .optional("balance", BALANCE)
                    .optional("syringePump", SYRINGE_PUMP)
                    .optional(
                            "remoteRaise",
                            bool("Whether flow may be raised over MQTT on a bench; needs"
                                            + " TLS and a user")
                                    .otherwise(false))
                    .optional(
                            "endOfService",
                            matching(
                                            "Day on which the pump is to be replaced, UTC",
                                            DAY,
                                            "a day such as 2031-06-30")
                                    .examples("2031-06-30"));

    private RigSchema() {}

    /** The JSON Schema of {@code rig.yaml}. */
    public static String document() {
        return RIG.document("rig", "rig.yaml of pumprig");
    }

    private static SchemaObject onBus(SchemaObject form, String part, String... chips) {
        return form.required("chip", choice(part, chips))
                .required("bus", matching("Its I2C bus", BUS, "an I2C bus such as i2c-1"))
                .required("address", address());
    }

    /** YAML 1.2 takes {@code 0x36} for a number, the reader for what is written. */
    private static Schema address() {
        return anyOf(
                "7-bit address on the bus, in hexadecimal: " + ADDRESS_ALLOWED,
                integer(null, MIN_ADDRESS, MAX_ADDRESS),
                matching(null, ADDRESS, ADDRESS_ALLOWED));
    }

    private static Schema gpio(String description) {
        return matching(description + " (GPIO0 to GPIO27)", GPIO, "GPIO0 to GPIO27");
    }

    private static Schema channel(String description) {
        return matching(description + " (AIN0 to AIN3)", CHANNEL, "AIN0 to AIN3");
    }

    private static Schema port(String description) {
        return matching(description, PORT, "a serial device such as /dev/serial0")
                .examples("/dev/serial0", "/dev/ttyUSB0");
    }
}
