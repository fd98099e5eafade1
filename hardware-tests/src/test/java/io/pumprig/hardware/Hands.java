package io.pumprig.hardware;

/**
 * What somebody who stands beside the rig does to it, and sees of it; nothing that the software
 * under test could do or see itself. On the simulator it is done at once, on the virtual Pi by the
 * host, on a bench by the engineer who is asked. What a target cannot do aborts the test: it is
 * then neither passed nor failed.
 */
public interface Hands {

    void pressEStop();

    void releaseEStop();

    void openDoor();

    void closeDoor();

    /** Holds the rotor against the motor, or lets it go. */
    void holdRotor(boolean held);

    /** Cuts the wire of the enable watchdog's kick, or mends it. */
    void cutKickWire(boolean cut);

    /** Takes the magnet off the shaft, or puts it back. */
    void removeMagnet(boolean removed);

    /** Takes the part at an I2C address off its bus, or puts it back. */
    void absent(int address, boolean absent);

    /**
     * Lets the pump head draw so much air instead of fluid: it comes with the volume that is pumped
     * from now on.
     */
    void injectAir(int microlitres);

    /** Pulls the plug of the balance's serial line, or puts it in again. */
    void unplugBalance(boolean unplugged);

    /** Switches the balance off and on again. */
    void restartBalance();

    /** Density of the air that carries what stands on the balance; 0 where nothing does. */
    long airMicrogramsPerMillilitre();

    /** Where the rotor truly is, in microsteps; grows without end. */
    long rotorMicrosteps();

    /** Level of ENN at the motor driver: high is off, whoever in the stop chain says so. */
    boolean isEnableHigh();

    /** Level of a GPIO that the board drives, also after it was closed. */
    boolean isOutputHigh(int gpio);

    /** Volume that has truly left the catheter's tip. */
    double deliveredMicrolitres();

    /** Puts everything back as it was. After every test. */
    void letGo();
}
