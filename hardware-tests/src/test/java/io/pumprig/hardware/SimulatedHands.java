package io.pumprig.hardware;

import io.pumprig.simulator.board.SimulatedBoard;
import io.pumprig.simulator.chip.As5600Model;

/** Hands on the simulated board, which reach everything and are never late. */
final class SimulatedHands implements Hands {
    private final SimulatedBoard board;

    SimulatedHands(SimulatedBoard board) {
        this.board = board;
    }

    @Override
    public void pressEStop() {
        board.eStopPressed(true);
    }

    @Override
    public void releaseEStop() {
        board.eStopPressed(false);
    }

    @Override
    public void openDoor() {
        board.doorOpen(true);
    }

    @Override
    public void closeDoor() {
        board.doorOpen(false);
    }

    @Override
    public void holdRotor(boolean held) {
        board.plant().rotorHeld(held);
    }

    @Override
    public void cutKickWire(boolean cut) {
        board.kickWireOpen(cut);
    }

    @Override
    public void removeMagnet(boolean removed) {
        board.encoder().magnet(removed ? As5600Model.Magnet.ABSENT : As5600Model.Magnet.GOOD);
    }

    @Override
    public void absent(int address, boolean absent) {
        if (absent) {
            board.i2cFaults(address).noAcknowledge().occur();
        } else {
            board.i2cFaults(address).noAcknowledge().clear();
        }
    }

    @Override
    public void injectAir(int microlitres) {
        board.plant().injectAir(microlitres);
    }

    @Override
    public void unplugBalance(boolean unplugged) {
        board.balance().orElseThrow().unplugged(unplugged);
    }

    @Override
    public void restartBalance() {
        board.balance().orElseThrow().powerCycle();
    }

    /** The simulated balance weighs mass. */
    @Override
    public long airMicrogramsPerMillilitre() {
        return 0;
    }

    @Override
    public long rotorMicrosteps() {
        return board.plant().rotorMicrosteps();
    }

    @Override
    public boolean isEnableHigh() {
        return board.isEnnHigh();
    }

    @Override
    public boolean isOutputHigh(int gpio) {
        return board.isOutputHigh(gpio);
    }

    @Override
    public double deliveredMicrolitres() {
        return board.plant().tipMicrolitres();
    }

    @Override
    public void letGo() {
        // Each test has a world of its own, which ends with it.
    }
}
