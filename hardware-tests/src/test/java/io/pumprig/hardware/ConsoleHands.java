package io.pumprig.hardware;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * The hands of the engineer at the bench, asked on the console: {@code y} says that it was done,
 * anything else that it cannot be, which aborts the test. What was done is asked to be undone in
 * reverse order. Truth that no eye can tell aborts the test without a question.
 */
final class ConsoleHands implements Hands {
    private final UnaryOperator<String> console;
    private final Deque<String> undo = new ArrayDeque<>();

    /**
     * @param console shows a question and returns the answer; null when there is nobody
     */
    ConsoleHands(UnaryOperator<String> console) {
        this.console = console;
    }

    /** On the console of this process; where there is none, nobody is there to be asked. */
    static ConsoleHands ofThisProcess() {
        return new ConsoleHands(
                System.console() == null
                        ? question -> null
                        : question -> System.console().readLine("%s [y/n] ", question));
    }

    private void please(String deed, String back) {
        ask(deed);
        undo.push(back);
    }

    private void ask(String deed) {
        String answer = console.apply("Please " + deed + ". Done?");
        boolean done = answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("y");
        Assumptions.assumeTrue(done, () -> "nobody here could " + deed);
    }

    private void either(boolean wanted, String deed, String back) {
        if (wanted) {
            please(deed, back);
        } else {
            ask(back);
            undo.remove(back);
        }
    }

    @Override
    public void pressEStop() {
        please("press the e-stop", "release the e-stop");
    }

    @Override
    public void releaseEStop() {
        either(false, "press the e-stop", "release the e-stop");
    }

    @Override
    public void openDoor() {
        please("open the door of the pump head", "close the door of the pump head");
    }

    @Override
    public void closeDoor() {
        either(false, "open the door of the pump head", "close the door of the pump head");
    }

    @Override
    public void holdRotor(boolean held) {
        either(held, "hold the rotor so that it cannot turn", "let the rotor go");
    }

    @Override
    public void cutKickWire(boolean cut) {
        either(cut, "unplug the kick wire", "plug the kick wire in again");
    }

    @Override
    public void removeMagnet(boolean removed) {
        either(removed, "take the magnet off the shaft", "put the magnet back on the shaft");
    }

    @Override
    public void absent(int address, boolean absent) {
        String part = String.format("the part at I2C address 0x%02X", address);
        either(absent, "unplug " + part, "plug in again " + part);
    }

    /** Air that was pumped is behind the tip in the end, and nobody has to take it back. */
    @Override
    public void injectAir(int microlitres) {
        ask("let " + microlitres + " uL of air into the line before the pump head");
    }

    @Override
    public void unplugBalance(boolean unplugged) {
        either(unplugged, "unplug the balance's cable", "plug the balance's cable in again");
    }

    @Override
    public void restartBalance() {
        ask("switch the balance off and on again, and wait until it shows a weight");
    }

    /** At 20 C and 1013 hPa (therapy reference 8.1). */
    @Override
    public long airMicrogramsPerMillilitre() {
        return 1_200;
    }

    @Override
    public long rotorMicrosteps() {
        return untold("where the rotor stands to a microstep");
    }

    @Override
    public boolean isEnableHigh() {
        return untold("the level of ENN within milliseconds");
    }

    @Override
    public boolean isOutputHigh(int gpio) {
        return untold("the level of GPIO" + gpio);
    }

    @Override
    public double deliveredMicrolitres() {
        return untold("what left the tip");
    }

    private static <T> T untold(String what) {
        return Assumptions.abort("no eye can tell " + what);
    }

    @Override
    public void letGo() {
        while (!undo.isEmpty()) {
            String back = undo.pop();
            console.apply("Please " + back + ". Done?");
        }
    }
}
