package io.pumprig.hal.rig;

import io.pumprig.hal.device.PumpHead;
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

/**
 * Reads {@code rig.yaml}: how one rig is wired. Beside the form of each value it is checked that no
 * GPIO, no I2C address, no serial line and no converter input is used twice. Flow sensor, bubble
 * detector, bolus button, sensor rail, balance and syringe pump may be left out; a wiring that
 * names a part means that the part is there, and watched.
 */
public final class RigFile {
    private static final Map<String, Integer> FLOW_ADDRESSES =
            Map.of("slf3s-0600f", 0x08, "lg16-0430d", 0x40, "lg16-0150d", 0x40, "lg16-0025d", 0x40);

    private final SettingsNode root;

    /** Who took a pin, an address or an input, by what was taken: a key, a bus or a serial line. */
    private final Map<String, String> taken = new HashMap<>();

    private boolean hasBubbleInput;

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
     * The wiring in a mapping of another file, of which it is the whole.
     *
     * @throws SettingsException naming file, line, key, what was found and what is allowed
     */
    public static RigWiring of(SettingsNode root) {
        return new RigFile(root).wiring();
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
        root.keys(RigSchema.RIG);
        RigWiring wiring =
                new RigWiring(
                        root.name("rig"),
                        root.choice("board"),
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
            LocalDate day = LocalDate.parse(root.matching("endOfService"));
            return OptionalLong.of(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            throw root.refuse("endOfService", "a day such as 2031-06-30");
        }
    }

    private PumpHead pump(SettingsNode node) {
        node.keys(RigSchema.PUMP);
        return new PumpHead(
                (int) node.integer("microstepsPerRevolution"),
                node.quantity("volumePerRevolution"));
    }

    private RigWiring.Line line(SettingsNode node) {
        node.keys(RigSchema.LINE);
        return new RigWiring.Line(
                node.quantity("compliance"),
                node.quantity("tubing"),
                (int) node.quantity("catheter"));
    }

    private RigWiring.Motor motor(SettingsNode node) {
        node.keys(RigSchema.MOTOR);
        node.choice("chip");
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
                (int) node.integer("node"),
                node.quantity("answerTimeout"));
    }

    private RigWiring.Encoder encoder(SettingsNode node) {
        node.keys(RigSchema.ENCODER);
        node.choice("chip");
        String bus = bus(node);
        return new RigWiring.Encoder(bus, address(node, bus));
    }

    private RigWiring.Reservoir reservoir(SettingsNode node) {
        node.keys(RigSchema.RESERVOIR);
        node.choice("chip");
        String bus = bus(node);
        return new RigWiring.Reservoir(
                bus,
                address(node, bus),
                node.quantity("capacity"),
                (int) node.integer("zero"),
                (int) node.integer("countsPerGram"));
    }

    private RigWiring.Pressure pressure(SettingsNode node) {
        node.keys(RigSchema.PRESSURE);
        node.choice("chip");
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
        node.keys(RigSchema.FLOW);
        String chip = node.choice("chip");
        String bus = bus(node);
        int address = address(node, bus);
        int only = FLOW_ADDRESSES.get(chip);
        if (address != only) {
            throw node.refuse("address", String.format("0x%02X, the only one of %s", only, chip));
        }
        return new RigWiring.Flow(chip, bus, address);
    }

    private RigWiring.Inputs inputs(SettingsNode node) {
        node.keys(RigSchema.INPUTS);
        hasBubbleInput = node.has("bubble");
        return new RigWiring.Inputs(
                gpio(node, "eStop"),
                gpio(node, "door"),
                optionalGpio(node, "bubble"),
                optionalGpio(node, "bolusButton"));
    }

    private RigWiring.Outputs outputs(SettingsNode node) {
        node.keys(RigSchema.OUTPUTS);
        if (node.has("bubbleTest") && !hasBubbleInput) {
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
        node.keys(RigSchema.BALANCE);
        return new RigWiring.Balance(
                node.choice("dialect"), port(node, "port"), (int) node.integer("baud"));
    }

    private RigWiring.SyringePump syringePump(SettingsNode node) {
        node.keys(RigSchema.SYRINGE_PUMP);
        node.choice("chip");
        return new RigWiring.SyringePump(
                port(node, "port"),
                (int) node.integer("baud"),
                (int) node.integer("address"),
                (int) node.quantity("diameter"));
    }

    private String port(SettingsNode node, String key) {
        String port = node.matching(key);
        take(node, key, port, port, "a serial line of its own");
        return port;
    }

    private OptionalInt optionalGpio(SettingsNode node, String key) {
        return node.has(key) ? OptionalInt.of(gpio(node, key)) : OptionalInt.empty();
    }

    private int gpio(SettingsNode node, String key) {
        String pin = node.matching(key);
        take(node, key, pin, pin, "a GPIO of its own");
        return Integer.parseInt(pin.substring("GPIO".length()));
    }

    private int channel(SettingsNode node, String key) {
        String input = node.matching(key);
        take(node, key, input, input, "an input of its own");
        return input.charAt("AIN".length()) - '0';
    }

    private String bus(SettingsNode node) {
        String bus = node.matching("bus");
        if (bus.equals("i2c-1")) {
            reserve(node, "bus", "GPIO2", "GPIO3");
        }
        return bus;
    }

    private int address(SettingsNode node, String bus) {
        String allowed = RigSchema.ADDRESS_ALLOWED;
        String text = node.matching("address", RigSchema.ADDRESS, allowed);
        int address = Integer.parseInt(text.substring("0x".length()), 16);
        if (address < RigSchema.MIN_ADDRESS || address > RigSchema.MAX_ADDRESS) {
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
