package io.pumprig.controller.check;

import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.BubbleReading;
import io.pumprig.hal.device.ButtonReading;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.device.SupplyReading;

/** The rig's readings, taken round by round as a cycle would, by whoever turns the rounds. */
final class LiveReadings {
    /** A round on a board whose transfers take no time; a slow board makes it longer. */
    private static final long ROUND_NANOS = 5_000_000;

    private final PumpDevices devices;
    private final RigClock clock;
    final PressureReading downstream = new PressureReading();
    final PressureReading upstream = new PressureReading();
    final SupplyReading sensorSupply = new SupplyReading();
    final SupplyReading motorSupply = new SupplyReading();
    final ReservoirReading reservoir = new ReservoirReading();
    final FlowReading flow = new FlowReading();
    final BubbleReading bubble = new BubbleReading();
    final ButtonReading bolusButton = new ButtonReading();
    final RotorReading rotor = new RotorReading();
    final MotionReading motion = new MotionReading();
    final DriveReading drive = new DriveReading();
    private boolean eStopPressed = true;
    private boolean doorOpen = true;

    LiveReadings(PumpDevices devices, RigClock clock) {
        this.devices = devices;
        this.clock = clock;
    }

    PumpDevices devices() {
        return devices;
    }

    /** Reads all sensors and contacts once, then lets a little time pass. */
    void lookAtSensors() {
        devices.pressure().read(downstream, upstream, sensorSupply, motorSupply);
        devices.reservoir().read(reservoir);
        devices.flow().ifPresent(sensor -> sensor.read(flow));
        lookAtContacts();
    }

    /** Reads contacts and detectors once, then lets a little time pass. */
    void lookAtContacts() {
        devices.bubble().ifPresent(detector -> detector.read(bubble));
        devices.bolusButton().ifPresent(button -> button.read(bolusButton));
        clock.pause(ROUND_NANOS);
        takeContacts();
    }

    /** Kicks, moves the exchange with the motor on, and reads what watches it; no sensor else. */
    void lookAtMotion(boolean kick) {
        if (kick) {
            devices.watchdog().kick();
        }
        devices.encoder().read(rotor);
        if (kick) {
            // The encoder's transfer may have taken most of what the watchdog grants.
            devices.watchdog().kick();
        }
        devices.motor().poll(motion, drive);
        clock.pause(ROUND_NANOS);
        takeContacts();
    }

    private void takeContacts() {
        long now = clock.nanos();
        eStopPressed = devices.eStop().isDangerous(now);
        doorOpen = devices.door().isDangerous(now);
    }

    /** The e-stop as its filter sees it. */
    boolean isEStopPressed() {
        return eStopPressed;
    }

    /** The door as its filter sees it. */
    boolean isDoorOpen() {
        return doorOpen;
    }
}
