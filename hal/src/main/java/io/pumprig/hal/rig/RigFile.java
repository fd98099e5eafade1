package io.pumprig.hal.rig;

import io.pumprig.hal.chip.Tmc2209Configuration;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads {@code rig.yaml}: how one rig is wired. Beside the form of each value it is checked that no
 * GPIO, no I2C address, no serial line and no converter input is used twice. Flow sensor, bubble
 * detector, bolus button, sensor rail, balance and syringe pump may be left out; a wiring that
 * names a part means that the part is there, and watched.
 */
public final class RigFile {
    private static final Pattern GPIO = Pattern.compile("GPIO([0-9]|1[0-9]|2[0-7])");
    private static final Pattern CHANNEL = Pattern.compile("AIN[0-3]");
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9A-Fa-f]{2}");
    private static final Pattern BUS = Pattern.compile("i2c-[0-9]{1,2}");
    private static final Pattern PORT = Pattern.compile("/dev/[A-Za-z0-9._/:-]{1,200}");

    /** 7-bit addresses outside of these are reserved by the I2C specification. */
    private static final int MIN_ADDRESS = 0x08;

    private static final int MAX_ADDRESS = 0x77;

    /** The converter's results are signed 24-bit (device reference 3.4). */
    private static final int MAX_COUNTS = 8_388_607;

    private static final Map<String, Integer> FLOW_ADDRESSES =
            Map.of("slf3s-0600f", 0x08, "lg16-0430d", 0x40, "lg16-0150d", 0x40, "lg16-0025d", 0x40);

    /** Three tries of it end well before a silent driver is a fault by its age. */
    private static final long MAX_ANSWER_TIMEOUT_NANOS = 100_000_000;

    private static final int DEFAULT_BALANCE_BAUD = 9_600;
    private static final int DEFAULT_SYRINGE_PUMP_BAUD = 19_200;
    private static final int MAX_SYRINGE_PUMP_ADDRESS = 99;
    private static final int MICROMETRES_PER_CENTIMETRE = 10_000;

    /** What the NE-1000 takes: 0.1 to 50 mm. */
    private static final int MIN_DIAMETER_MICROMETRES = 100;

    private static final int MAX_DIAMETER_MICROMETRES = 50_000;

    private static final int DEFAULT_ZERO_COUNTS = 50_000;
    private static final int DEFAULT_COUNTS_PER_GRAM = 20_000;
    private static final int MAX_COUNTS_PER_GRAM = 1_000_000;

    private static final long PICOLITRES_PER_MICROLITRE = 1_000_000;
    private static final long PICOLITRES_PER_MILLILITRE = 1_000_000_000;

    private final SettingsNode root;

    /** Who took a pin, an address or an input, by what was taken: a key, a bus or a serial line. */
    private final Map<String, String> taken = new HashMap<>();

    private RigFile(SettingsNode root) {
        this.root = root;
    }

    /**
     * The wiring in a file.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static RigWiring read(Path path) {
        return new RigFile(SettingsNode.read(path)).wiring();
    }

    /**
     * The wiring in a text.
     *
     * @param fileName what complaints call it
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static RigWiring parse(String fileName, String text) {
        return new RigFile(SettingsNode.parse(fileName, text)).wiring();
    }

    /**
     * The wiring of the simulated rig that is shipped: pins and addresses of device reference 10.
     */
    public static RigWiring simulated() {
        String name = "sim-rig.yaml";
        try (InputStream in = RigFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private RigWiring wiring() {
        root.keys(
                "rig",
                "board",
                "pump",
                "line",
                "motor",
                "encoder",
                "reservoir",
                "pressure",
                "flow",
                "inputs",
                "outputs",
                "balance",
                "syringePump",
                "remoteRaise",
                "endOfService");
        RigWiring wiring =
                new RigWiring(
                        root.name("rig"),
                        root.choice("board", "pi", "sim"),
                        pump(root.child("pump")),
                        line(root.child("line")),
                        motor(root.child("motor")),
                        encoder(root.child("encoder")),
                        reservoir(root.child("reservoir")),
                        pressure(root.child("pressure")),
                        root.optionalChild("flow").map(this::flow),
                        inputs(root.child("inputs")),
                        outputs(root.child("outputs")),
                        root.optionalChild("balance").map(this::balance),
                        root.optionalChild("syringePump").map(this::syringePump),
                        root.bool("remoteRaise", false),
                        endOfService(root));
        root.done();
        return wiring;
    }

    /** The midnight, UTC, with which the day of {@code endOfService} begins (SR-94). */
    private static OptionalLong endOfService(SettingsNode root) {
        if (!root.has("endOfService")) {
            return OptionalLong.empty();
        }
        try {
            LocalDate day = LocalDate.parse(root.text("endOfService"));
            return OptionalLong.of(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            throw root.refuse("endOfService", "a day such as 2031-06-30");
        }
    }

    private PumpHead pump(SettingsNode node) {
        node.keys("microstepsPerRevolution", "volumePerRevolution");
        return new PumpHead(
                (int) node.integer("microstepsPerRevolution", 200, 51_200),
                node.quantity(
                        "volumePerRevolution",
                        Dimension.VOLUME,
                        PICOLITRES_PER_MICROLITRE,
                        250 * PICOLITRES_PER_MICROLITRE));
    }

    /** Ranges of SR-11. */
    private RigWiring.Line line(SettingsNode node) {
        node.keys("compliance", "tubing", "catheter");
        return new RigWiring.Line(
                node.quantity("compliance", Dimension.COMPLIANCE, 1_000, 100_000_000),
                node.quantity(
                        "tubing",
                        Dimension.VOLUME,
                        50 * PICOLITRES_PER_MICROLITRE,
                        500 * PICOLITRES_PER_MICROLITRE),
                (int)
                        node.quantity(
                                "catheter",
                                Dimension.LENGTH,
                                10 * MICROMETRES_PER_CENTIMETRE,
                                110 * MICROMETRES_PER_CENTIMETRE));
    }

    private RigWiring.Motor motor(SettingsNode node) {
        node.keys("chip", "step", "dir", "enable", "diag", "kick", "uart", "node", "answerTimeout");
        node.choice("chip", "tmc2209");
        String uart = port(node, "uart");
        if (uart.equals("/dev/serial0") || uart.equals("/dev/ttyAMA0")) {
            reserve(node, "uart", "GPIO14", "GPIO15");
        }
        return new RigWiring.Motor(
                gpio(node, "step"),
                gpio(node, "dir"),
                gpio(node, "enable"),
                gpio(node, "diag"),
                gpio(node, "kick"),
                uart,
                (int) node.integer("node", 0, 3),
                node.quantity(
                        "answerTimeout",
                        Dimension.TIME,
                        Tmc2209Configuration.ANSWER_TIMEOUT_NANOS,
                        MAX_ANSWER_TIMEOUT_NANOS,
                        Tmc2209Configuration.ANSWER_TIMEOUT_NANOS));
    }

    private RigWiring.Encoder encoder(SettingsNode node) {
        node.keys("chip", "bus", "address");
        node.choice("chip", "as5600");
        String bus = bus(node);
        return new RigWiring.Encoder(bus, address(node, bus));
    }

    private RigWiring.Reservoir reservoir(SettingsNode node) {
        node.keys("chip", "bus", "address", "capacity", "zero", "countsPerGram");
        node.choice("chip", "nau7802");
        String bus = bus(node);
        return new RigWiring.Reservoir(
                bus,
                address(node, bus),
                node.quantity(
                        "capacity",
                        Dimension.VOLUME,
                        PICOLITRES_PER_MILLILITRE,
                        100 * PICOLITRES_PER_MILLILITRE),
                (int) node.integer("zero", -MAX_COUNTS, MAX_COUNTS, DEFAULT_ZERO_COUNTS),
                (int)
                        node.integer(
                                "countsPerGram", 1, MAX_COUNTS_PER_GRAM, DEFAULT_COUNTS_PER_GRAM));
    }

    private RigWiring.Pressure pressure(SettingsNode node) {
        node.keys(
                "chip", "bus", "address", "downstream", "sensorSupply", "motorSupply", "upstream");
        node.choice("chip", "ads1115");
        String bus = bus(node);
        return new RigWiring.Pressure(
                bus,
                address(node, bus),
                channel(node, "downstream"),
                channel(node, "sensorSupply"),
                channel(node, "motorSupply"),
                channel(node, "upstream"));
    }

    private RigWiring.Flow flow(SettingsNode node) {
        node.keys("chip", "bus", "address");
        String chip = node.choice("chip", "slf3s-0600f", "lg16-0430d", "lg16-0150d", "lg16-0025d");
        String bus = bus(node);
        int address = address(node, bus);
        int only = FLOW_ADDRESSES.get(chip);
        if (address != only) {
            throw node.refuse("address", String.format("0x%02X, the only one of %s", only, chip));
        }
        return new RigWiring.Flow(chip, bus, address);
    }

    private RigWiring.Inputs inputs(SettingsNode node) {
        node.keys("eStop", "door", "bubble", "bolusButton");
        return new RigWiring.Inputs(
                gpio(node, "eStop"),
                gpio(node, "door"),
                optionalGpio(node, "bubble"),
                optionalGpio(node, "bolusButton"));
    }

    private RigWiring.Outputs outputs(SettingsNode node) {
        node.keys("buzzer", "red", "amber", "green", "bubbleTest", "sensorRail");
        if (node.has("bubbleTest") && !taken.containsValue("inputs.bubble")) {
            throw node.refuse("bubbleTest", "nothing without inputs.bubble");
        }
        return new RigWiring.Outputs(
                gpio(node, "buzzer"),
                gpio(node, "red"),
                gpio(node, "amber"),
                gpio(node, "green"),
                optionalGpio(node, "bubbleTest"),
                optionalGpio(node, "sensorRail"));
    }

    private RigWiring.Balance balance(SettingsNode node) {
        node.keys("dialect", "port", "baud");
        return new RigWiring.Balance(
                node.choice("dialect", "mt-sics", "and", "sbi"),
                port(node, "port"),
                (int) node.integer("baud", 1_200, 115_200, DEFAULT_BALANCE_BAUD));
    }

    private RigWiring.SyringePump syringePump(SettingsNode node) {
        node.keys("chip", "port", "baud", "address", "diameter");
        node.choice("chip", "ne1000");
        return new RigWiring.SyringePump(
                port(node, "port"),
                (int) node.integer("baud", 300, 19_200, DEFAULT_SYRINGE_PUMP_BAUD),
                (int) node.integer("address", 0, MAX_SYRINGE_PUMP_ADDRESS, 0),
                (int)
                        node.quantity(
                                "diameter",
                                Dimension.LENGTH,
                                MIN_DIAMETER_MICROMETRES,
                                MAX_DIAMETER_MICROMETRES));
    }

    private String port(SettingsNode node, String key) {
        String port = node.matching(key, PORT, "a serial device such as /dev/serial0");
        take(node, key, port, port, "a serial line of its own");
        return port;
    }

    private OptionalInt optionalGpio(SettingsNode node, String key) {
        return node.has(key) ? OptionalInt.of(gpio(node, key)) : OptionalInt.empty();
    }

    private int gpio(SettingsNode node, String key) {
        String pin = node.matching(key, GPIO, "GPIO0 to GPIO27");
        take(node, key, pin, pin, "a GPIO of its own");
        return Integer.parseInt(pin.substring("GPIO".length()));
    }

    private int channel(SettingsNode node, String key) {
        String input = node.matching(key, CHANNEL, "AIN0 to AIN3");
        take(node, key, input, input, "an input of its own");
        return input.charAt("AIN".length()) - '0';
    }

    private String bus(SettingsNode node) {
        String bus = node.matching("bus", BUS, "an I2C bus such as i2c-1");
        if (bus.equals("i2c-1")) {
            reserve(node, "bus", "GPIO2", "GPIO3");
        }
        return bus;
    }

    private int address(SettingsNode node, String bus) {
        String allowed = "0x08 to 0x77";
        String text = node.matching("address", ADDRESS, allowed);
        int address = Integer.parseInt(text.substring("0x".length()), 16);
        if (address < MIN_ADDRESS || address > MAX_ADDRESS) {
            throw node.refuse("address", allowed);
        }
        String place = bus + " " + address;
        take(node, "address", place, text + " on " + bus, "an address of its own");
        return address;
    }

    /**
     * Books the pins that a bus or a serial line has on the header (device reference 10.1): a pin
     * that is opened as GPIO besides leaves it, and every part on it falls silent.
     */
    private void reserve(SettingsNode node, String key, String... pins) {
        String owner = node.text(key);
        for (String pin : pins) {
            String other = taken.putIfAbsent(pin, owner);
            if (other != null && !other.equals(owner)) {
                String found = owner + ", which needs " + pin + ", already used by " + other;
                throw node.refuse(key, found, "pins of its own");
            }
        }
    }

    /** Books {@code what} for a key, unless another key has it. */
    private void take(SettingsNode node, String key, String what, String shown, String allowed) {
        String other = taken.putIfAbsent(what, node.below(key));
        if (other != null) {
            throw node.refuse(key, shown + ", already used by " + other, allowed);
        }
    }
}
