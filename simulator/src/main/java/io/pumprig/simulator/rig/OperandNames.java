package io.pumprig.simulator.rig;

import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.fault.Places;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the operations of a board are aimed at, by the names of the rig file. */
final class OperandNames {
    private static final int MOTOR_LINE = 0;
    private static final int STEP_WIRE = 0;

    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private final Map<String, Integer> outputs = new LinkedHashMap<>();
    private final Map<String, Integer> inputs = new LinkedHashMap<>();

    OperandNames(RigWiring wiring) {
        parts.put("as5600", wiring.encoder().address());
        parts.put("ads1115", wiring.pressure().address());
        parts.put("nau7802", wiring.reservoir().address());
        wiring.flow().ifPresent(flow -> parts.put("flow", flow.address()));
        RigWiring.Motor motor = wiring.motor();
        outputs.put("step", motor.stepGpio());
        outputs.put("dir", motor.dirGpio());
        outputs.put("enable", motor.enableGpio());
        outputs.put("kick", motor.kickGpio());
        outputs.put("buzzer", wiring.outputs().buzzerGpio());
        outputs.put("red", wiring.outputs().redGpio());
        outputs.put("amber", wiring.outputs().amberGpio());
        outputs.put("green", wiring.outputs().greenGpio());
        wiring.outputs().bubbleTestGpio().ifPresent(gpio -> outputs.put("bubbleTest", gpio));
        wiring.outputs().sensorRailGpio().ifPresent(gpio -> outputs.put("sensorRail", gpio));
        inputs.put("diag", motor.diagGpio());
        inputs.put("eStop", wiring.inputs().eStopGpio());
        inputs.put("door", wiring.inputs().doorGpio());
        wiring.inputs().bubbleGpio().ifPresent(gpio -> inputs.put("bubble", gpio));
        wiring.inputs().bolusButtonGpio().ifPresent(gpio -> inputs.put("bolusButton", gpio));
    }

    int operand(Operation operation, String target) {
        Integer operand = of(operation).get(target);
        return operand == null ? Places.NO_OPERAND : operand;
    }

    List<String> names(Operation operation) {
        return List.copyOf(of(operation).keySet());
    }

    private Map<String, Integer> of(Operation operation) {
        return switch (operation) {
            case I2C_READ, I2C_WRITE -> parts;
            case SERIAL_WRITE, SERIAL_READ, SERIAL_REPLY -> Map.of("tmc2209", MOTOR_LINE);
            case STEP -> Map.of("step", STEP_WIRE);
            case PIN_WRITE -> outputs;
            case PIN_READ -> inputs;
        };
    }
}
