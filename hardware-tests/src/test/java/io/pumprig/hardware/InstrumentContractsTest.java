package io.pumprig.hardware;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.contract.BalanceContract;
import io.pumprig.hal.contract.BurstMotorContract;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.rig.Instruments;
import io.pumprig.simulator.chip.Ne1000Model;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contracts of what stands beside the rig on serial lines, where it stands. */
@RigTest
class InstrumentContractsTest {
    private RigUnderTest rig;

    @BeforeEach
    void take(RigUnderTest given) {
        rig = given;
    }

    private void waitOneCycle() {
        rig.clock().pause(rig.pace().cycleNanos());
    }

    /** One that nobody has tared since it was brought up. */
    @Nested
    class Scales implements BalanceContract {
        private final BalanceReading reading = new BalanceReading();
        private Balance balance;

        @BeforeEach
        void bringUp() {
            Assumptions.assumeTrue(rig.wiring().balance().isPresent(), "no balance is wired");
            balance = Instruments.balance(rig.board(), rig.wiring()).orElseThrow();
        }

        @Override
        public Balance subject() {
            return balance;
        }

        @Override
        public BalanceReading reading() {
            return reading;
        }

        @Override
        public RigClock clock() {
            return rig.clock();
        }

        @Override
        public void nextCycle() {
            waitOneCycle();
        }

        /** What was on its way when the plug was pulled still arrives. */
        @Override
        public boolean absent(boolean absent) {
            rig.hands().unplugBalance(absent);
            cycles(20);
            return true;
        }

        @Override
        public boolean restart() {
            rig.hands().restartBalance();
            return true;
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }
    }

    /** A motor whose pulses are bursts of volume. */
    @Nested
    class SyringePump implements BurstMotorContract {
        /**
         * The simulated pump speaks in texts, on this very thread; that the driver allocates
         * nothing is proved over literal bytes.
         */
        private static final long MODEL_BYTES = 64;

        private DoseMotor pump;

        @BeforeEach
        void bringUp() {
            Assumptions.assumeTrue(rig.wiring().syringePump().isPresent(), "no pump is wired");
            pump = Instruments.syringePump(rig.board(), rig.wiring()).orElseThrow();
        }

        @Override
        public DoseMotor subject() {
            return pump;
        }

        @Override
        public void nextCycle() {
            waitOneCycle();
        }

        @Override
        public OptionalLong movedMicrosteps() {
            Ne1000Model model = rig.simulated().syringePump().orElseThrow();
            long now = rig.clock().nanos();
            model.settle(now);
            long displaced = model.displacedPicolitres(now);
            return OptionalLong.of(rig.wiring().pump().microstepsWithin(displaced));
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes() + MODEL_BYTES;
        }
    }
}
