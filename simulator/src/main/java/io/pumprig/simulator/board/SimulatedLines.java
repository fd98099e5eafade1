package io.pumprig.simulator.board;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.SerialLine;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The serial lines of a board, by their paths; each is opened once at a time. */
final class SimulatedLines {
    private final Map<String, SimulatedSerialLine> lines = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();

    SimulatedSerialLine add(String path, SimulatedSerialLine line) {
        lines.put(path, line);
        return line;
    }

    /** How many lines there are. */
    int count() {
        return lines.size();
    }

    SerialLine open(String path, int baud) {
        SimulatedSerialLine line = lines.get(path);
        if (line == null) {
            String there = String.join(", ", lines.keySet());
            throw new BringUpException("serial line", path, there, "no such line");
        }
        if (baud <= 0) {
            throw new BringUpException("serial line", path, "a baud rate", baud + " baud");
        }
        if (!open.add(path)) {
            throw new BringUpException("serial line", path, "a free line", "taken");
        }
        line.open(baud);
        return line;
    }

    /** Every line may be opened again. */
    void free() {
        open.clear();
    }

    void save(DataOutput out) throws IOException {
        for (SimulatedSerialLine line : lines.values()) {
            line.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        for (SimulatedSerialLine line : lines.values()) {
            line.load(in);
        }
    }
}
