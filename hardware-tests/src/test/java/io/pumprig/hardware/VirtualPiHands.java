package io.pumprig.hardware;

import io.pumprig.hardware.virtualpi.GuestHands;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * Hands outside of the virtual Pi, which the host has: everything that the simulator's have, a few
 * milliseconds later.
 */
final class VirtualPiHands implements Hands {
    private final GuestHands hands;
    private final Set<String> undo = new LinkedHashSet<>();

    VirtualPiHands(GuestHands hands) {
        this.hands = hands;
    }

    private void either(boolean wanted, String deed, String back) {
        hands.order(wanted ? deed : back);
        if (wanted) {
            undo.add(back);
        } else {
            undo.remove(back);
        }
    }

    /** An edge of the guest may be on its way still; a question before gives it the time. */
    private String seen(String question) {
        hands.ask("nanos?");
        return hands.ask(question);
    }

    private boolean isHigh(String question) {
        return seen(question).equals("high");
    }

    @Override
    public void pressEStop() {
        either(true, "press e-stop", "release e-stop");
    }

    @Override
    public void releaseEStop() {
        either(false, "press e-stop", "release e-stop");
    }

    @Override
    public void openDoor() {
        either(true, "open door", "close door");
    }

    @Override
    public void closeDoor() {
        either(false, "open door", "close door");
    }

    @Override
    public void holdRotor(boolean held) {
        either(held, "hold rotor", "free rotor");
    }

    @Override
    public void cutKickWire(boolean cut) {
        either(cut, "open kick-wire", "close kick-wire");
    }

    @Override
    public void removeMagnet(boolean removed) {
        either(removed, "magnet absent", "magnet good");
    }

    @Override
    public void absent(int address, boolean absent) {
        either(absent, "drop chip " + address, "return chip " + address);
    }

    private static <T> T unable(String deed) {
        return Assumptions.abort("nobody outside of the virtual Pi can " + deed);
    }

    @Override
    public void injectAir(int microlitres) {
        unable("put air into the line");
    }

    /** The guest's rig has no balance. */
    @Override
    public void unplugBalance(boolean unplugged) {
        unable("unplug a balance");
    }

    @Override
    public void restartBalance() {
        unable("restart a balance");
    }

    @Override
    public long airMicrogramsPerMillilitre() {
        return 0;
    }

    @Override
    public long rotorMicrosteps() {
        return Long.parseLong(seen("rotor?"));
    }

    @Override
    public boolean isEnableHigh() {
        return isHigh("enn?");
    }

    @Override
    public boolean isOutputHigh(int gpio) {
        return isHigh("pin? " + gpio);
    }

    @Override
    public double deliveredMicrolitres() {
        return Double.parseDouble(seen("delivered?"));
    }

    @Override
    public void letGo() {
        undo.forEach(hands::order);
        undo.clear();
    }
}
