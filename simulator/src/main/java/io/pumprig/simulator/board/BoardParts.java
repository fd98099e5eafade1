package io.pumprig.simulator.board;

import io.pumprig.simulator.chip.Ads1115Model;
import io.pumprig.simulator.chip.As5600Model;
import io.pumprig.simulator.chip.BubbleDetectorModel;
import io.pumprig.simulator.chip.FlowModel;
import io.pumprig.simulator.chip.MtSicsModel;
import io.pumprig.simulator.chip.MtSicsSettings;
import io.pumprig.simulator.chip.Nau7802Model;
import io.pumprig.simulator.chip.Ne1000Model;
import io.pumprig.simulator.chip.Tmc2209Model;
import io.pumprig.simulator.plant.Plant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** What is mounted on a board and stands beside it, without the wires between. */
final class BoardParts {
    /** Serial number of the balance. */
    private static final String BALANCE = "SIM-0001";

    final Plant plant;
    final Tmc2209Model motor;
    final As5600Model encoder;
    final Nau7802Model weight;
    final Ads1115Model pressure;
    final Optional<FlowModel> flow;
    final BubbleDetectorModel bubble;
    final Optional<MtSicsModel> balance;
    final Optional<Ne1000Model> syringePump;

    /** Everything just switched on, on a plant whose present it is. */
    BoardParts(BoardLayout layout, Plant plant, long seed) {
        this.plant = plant;
        BoardLayout.Sensors sensors = layout.sensors();
        motor = new Tmc2209Model(plant, layout.motor().node());
        encoder = new As5600Model(plant, sensors.encoderAddress(), seed);
        weight =
                new Nau7802Model(
                        plant,
                        sensors.zeroCounts(),
                        sensors.countsPerGram(),
                        sensors.weightAddress(),
                        seed);
        pressure = new Ads1115Model(plant, sensors.analog(), sensors.pressureAddress(), seed);
        flow = sensors.flow().map(part -> FlowModel.of(part, plant, seed));
        bubble = new BubbleDetectorModel(plant::airAtBubbleDetector, plant.nowNanos());
        BoardLayout.Instruments instruments = layout.instruments();
        balance =
                instruments
                        .balancePort()
                        .map(
                                port ->
                                        new MtSicsModel(
                                                plant, MtSicsSettings.semiMicro(), BALANCE, seed));
        syringePump =
                instruments
                        .syringePumpPort()
                        .map(port -> new Ne1000Model(instruments.syringePumpAddress(), seed));
    }

    void save(DataOutput out) throws IOException {
        plant.save(out);
        motor.save(out);
        encoder.save(out);
        weight.save(out);
        pressure.save(out);
        if (flow.isPresent()) {
            flow.get().save(out);
        }
        bubble.save(out);
        if (balance.isPresent()) {
            balance.get().save(out);
        }
        if (syringePump.isPresent()) {
            syringePump.get().save(out);
        }
    }

    void load(DataInput in) throws IOException {
        plant.load(in);
        motor.load(in);
        encoder.load(in);
        weight.load(in);
        pressure.load(in);
        if (flow.isPresent()) {
            flow.get().load(in);
        }
        bubble.load(in);
        if (balance.isPresent()) {
            balance.get().load(in);
        }
        if (syringePump.isPresent()) {
            syringePump.get().load(in);
        }
    }
}
