package io.pumprig.hal.rig;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.BalanceDialect;
import io.pumprig.hal.chip.Ne1000Settings;
import io.pumprig.hal.chip.StandingNe1000;
import io.pumprig.hal.contract.BalanceContract;
import io.pumprig.hal.contract.BurstMotorContract;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.BalanceReading;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.PumpHead;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;

/** What stands beside the rig, over lines that answer literally, keeps its contracts. */
class InstrumentContractsTest {
    private static final long CYCLE_NANOS = 10_000_000;

    private final ManualClock clock = new ManualClock(-7_000_000_000L);

    @Nested
    class Scales implements BalanceContract {
        private final LiteralBalance part = new LiteralBalance();
        private final BalanceReading reading = new BalanceReading();
        private final Balance balance =
                SerialBalance.bringUp(part, "/dev/ttyUSB0", BalanceDialect.MT_SICS, "", clock);

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
            return clock;
        }

        @Override
        public void nextCycle() {
            clock.advance(CYCLE_NANOS);
        }

        /** What was on its way when the plug was pulled still arrives. */
        @Override
        public boolean absent(boolean absent) {
            part.absent(absent);
            cycles(20);
            return true;
        }

        @Override
        public boolean restart() {
            part.restart();
            return true;
        }
    }

    @Nested
    class Pump implements BurstMotorContract {
        /** 6.25 nL a microstep. */
        private static final PumpHead HEAD = new PumpHead(3_200, 20_000_000);

        private final StandingNe1000 part = new StandingNe1000();
        private final DoseMotor motor =
                Ne1000DoseMotor.bringUp(
                        part,
                        "/dev/ttyUSB1",
                        new Ne1000Settings(0, 4_699, 9_990),
                        HEAD,
                        150,
                        clock);

        @Override
        public DoseMotor subject() {
            return motor;
        }

        @Override
        public void nextCycle() {
            clock.advance(CYCLE_NANOS);
        }

        @Override
        public OptionalLong movedMicrosteps() {
            return OptionalLong.of((part.deliveredNanolitres() * 1_000 + 6_249) / 6_250);
        }

        /** A fake that speaks in texts may allocate as much as it likes. */
        @Override
        public long allowedBytes() {
            return 1_000_000;
        }
    }
}
