package io.pumprig.hal.rig;

import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.OutputPin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The I2C buses of a rig, each with the load switch of the sensors' supply where one is wired. One
 * switch feeds the sensors of all buses: a bus that is held costs the others a restart too.
 */
final class SensorBuses {
    private final Board board;
    private final OutputPin loadSwitch;
    private final Map<String, I2cBus> byName = new HashMap<>();
    private final List<SensorRail> rails = new ArrayList<>();

    SensorBuses(Board board, OptionalInt sensorRailGpio) {
        this.board = board;
        this.loadSwitch =
                sensorRailGpio.isPresent() ? board.output(sensorRailGpio.getAsInt(), true) : null;
    }

    /** The bus of that name; the same for all parts on it. */
    I2cBus bus(String name) {
        return byName.computeIfAbsent(name, this::open);
    }

    private I2cBus open(String name) {
        I2cBus bare = board.i2c(name);
        if (loadSwitch == null) {
            return bare;
        }
        SensorRail rail = new SensorRail(bare, loadSwitch, board.clock());
        rails.add(rail);
        return rail;
    }

    /** True while a bus that was found held may still come back. The cycle may call it. */
    boolean areRecovering() {
        for (int i = 0; i < rails.size(); i++) {
            if (rails.get(i).isRecovering()) {
                return true;
            }
        }
        return false;
    }
}
