package io.pumprig.hardware.virtualpi;

import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.chip.As5600Model;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands and eyes that a test in the guest has outside: a line of text asks, a line answers. An
 * order that was done answers {@code ok}, a question its value, all else begins with {@code no}.
 *
 * <pre>
 * press|release e-stop          open|close door            hold|free rotor
 * press|release bolus-button
 * magnet good|weak|strong|absent                           drop|return chip 0x36
 * stick|free bus                mute|unmute motor-driver   reset motor-driver
 * open|close kick-wire          open|close enable-wire     level GPIO 0|1
 * unplug|plug usb-serial        note WHAT HAPPENS NOW
 * enn?  pin? GPIO  edges? GPIO  steps?  rotor?  delivered?  watchdogs?  joined?  nanos?
 * </pre>
 */
final class Hands {
    private static final String OK = "ok";

    private final OutsideWorld world;

    Hands(OutsideWorld world) {
        this.world = world;
    }

    /** Does or tells what one line asks. */
    String answer(String line) {
        try {
            String[] words = line.strip().split("\\s+");
            return words[0].endsWith("?") ? told(words) : done(words);
        } catch (RuntimeException e) {
            return "no, " + line + ": " + e.toString().replace('\n', ' ');
        }
    }

    private String done(String[] words) {
        String order = String.join(" ", words);
        switch (order) {
            case "press e-stop" -> deed(board -> board.eStopPressed(true));
            case "release e-stop" -> deed(board -> board.eStopPressed(false));
            case "open door" -> deed(board -> board.doorOpen(true));
            case "close door" -> deed(board -> board.doorOpen(false));
            case "press bolus-button" -> deed(board -> board.bolusButtonPressed(true));
            case "release bolus-button" -> deed(board -> board.bolusButtonPressed(false));
            case "hold rotor" -> deed(board -> board.plant().rotorHeld(true));
            case "free rotor" -> deed(board -> board.plant().rotorHeld(false));
            case "stick bus" -> deed(board -> board.i2cStuck().occur());
            case "free bus" -> deed(board -> board.i2cStuck().clear());
            case "mute motor-driver" -> deed(board -> board.motor().mute(true));
            case "unmute motor-driver" -> deed(board -> board.motor().mute(false));
            case "reset motor-driver" -> deed(board -> board.motor().reset());
            case "open kick-wire" -> deed(board -> board.kickWireOpen(true));
            case "close kick-wire" -> deed(board -> board.kickWireOpen(false));
            case "open enable-wire" -> deed(board -> board.enableWireOpen(true));
            case "close enable-wire" -> deed(board -> board.enableWireOpen(false));
            case "unplug usb-serial" -> world.control().unplug(Qemu.USB_SERIAL);
            case "plug usb-serial" ->
                    world.control()
                            .plug("usb-serial", Qemu.USB_SERIAL, "usb-bus.1", "1", Qemu.USB_SERIAL);
            default -> doneWithValue(words);
        }
        return OK;
    }

    private void doneWithValue(String[] words) {
        if (words.length > 1 && words[0].equals("note")) {
            world.note(String.join(" ", List.of(words).subList(1, words.length)));
        } else if (words.length == 2 && words[0].equals("magnet")) {
            As5600Model.Magnet magnet =
                    As5600Model.Magnet.valueOf(words[1].toUpperCase(Locale.ROOT));
            deed(board -> board.encoder().magnet(magnet));
        } else if (words.length == 3 && words[0].equals("level")) {
            int gpio = Integer.parseInt(words[1]);
            deed(board -> board.inputHigh(gpio, words[2].equals("1")));
        } else if (words.length == 3 && words[1].equals("chip")) {
            int address = Integer.decode(words[2]);
            if (words[0].equals("drop")) {
                deed(board -> board.i2cFaults(address).noAcknowledge().occur());
            } else {
                deed(board -> board.i2cFaults(address).noAcknowledge().clear());
            }
        } else {
            throw new IllegalArgumentException("nobody knows how");
        }
    }

    private String told(String[] words) {
        return switch (words[0]) {
            case "enn?" -> seen(board -> board.isEnnHigh() ? "high" : "low");
            case "pin?" ->
                    seen(board -> board.isOutputHigh(Integer.parseInt(words[1])) ? "high" : "low");
            case "edges?" -> Long.toString(world.edges(Integer.parseInt(words[1])));
            case "steps?" -> seen(board -> Long.toString(board.stepWire().pulses()));
            case "rotor?" -> seen(board -> Long.toString(board.plant().rotorMicrosteps()));
            case "delivered?" -> seen(board -> Double.toString(board.plant().tipMicrolitres()));
            case "watchdogs?" -> Integer.toString(world.watchdogs());
            case "joined?" -> Long.toString(world.joined());
            case "nanos?" -> seen(board -> Long.toString(board.clock().nanos()));
            default -> throw new IllegalArgumentException("nobody knows");
        };
    }

    private void deed(Consumer<SimulatedBoard> deed) {
        world.at(
                board -> {
                    deed.accept(board);
                    return OK;
                });
    }

    private String seen(Function<SimulatedBoard, String> look) {
        return world.at(look);
    }
}
