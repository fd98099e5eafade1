package io.pumprig.controller.check;

import io.pumprig.controller.check.CheckBench.Proved;
import io.pumprig.hal.rig.RigWiring;
import java.util.function.BooleanSupplier;

/** E-stop, door and bolus button: at rest as they should be, and changed by a hand. */
final class ContactsStep implements CheckStep {
    /** Longer than the longest filter of a contact, 50 ms, several times over. */
    private static final long REST_NANOS = 500_000_000;

    @Override
    public void run(CheckBench bench) {
        LiveReadings live = bench.readings();
        bench.await(REST_NANOS, () -> false, live::lookAtContacts);
        RigWiring.Inputs wiring = bench.wiring().inputs();
        boolean eStop =
                contact(
                        bench,
                        new Contact(
                                "e-stop",
                                wiring.eStopGpio(),
                                live::isEStopPressed,
                                "pressed",
                                "released",
                                "Press the e-stop",
                                "Release the e-stop",
                                "release the e-stop; if it is, its wire or its ground is broken"),
                        live);
        if (eStop) {
            bench.prove(Proved.E_STOP);
        }
        contact(
                bench,
                new Contact(
                        "door",
                        wiring.doorGpio(),
                        live::isDoorOpen,
                        "open",
                        "closed",
                        "Open the door",
                        "Close the door",
                        "close the door; if it is, its switch or its wire is broken"),
                live);
        if (wiring.bolusButtonGpio().isPresent()) {
            bolusButton(bench, live, wiring.bolusButtonGpio().getAsInt());
        }
    }

    /** A contact that is dangerous when it is open, in words. */
    private record Contact(
            String name,
            int gpio,
            BooleanSupplier isDangerous,
            String dangerous,
            String safe,
            String provoke,
            String restore,
            String remedy) {}

    /** True when nothing speaks against it. */
    private static boolean contact(CheckBench bench, Contact contact, LiveReadings live) {
        String place = CheckBench.gpio(contact.gpio());
        BooleanSupplier isSafe = () -> !contact.isDangerous().getAsBoolean();
        if (!bench.ports().isOpen(place)) {
            bench.notChecked(contact.name(), place, "its pin did not open");
            return false;
        }
        if (!isSafe.getAsBoolean()) {
            bench.fail(contact.name(), place, "reads " + contact.dangerous(), contact.remedy());
            return false;
        }
        if (!bench.engineer().isPresent()) {
            bench.warn(
                    contact.name(),
                    place,
                    "reads " + contact.safe() + "; not moved",
                    "check again without --yes, with somebody at the rig");
            return true;
        }
        if (!bench.awaitHands(contact.provoke(), contact.isDangerous(), live::lookAtContacts)) {
            bench.fail(
                    contact.name(),
                    place,
                    "stays " + contact.safe(),
                    "its contact is bridged, or the wire of "
                            + place
                            + " goes to ground elsewhere: open the plug, it must then read "
                            + contact.dangerous());
            return false;
        }
        if (!bench.awaitHands(contact.restore(), isSafe, live::lookAtContacts)) {
            bench.fail(contact.name(), place, "stays " + contact.dangerous(), contact.remedy());
            return false;
        }
        bench.ok(
                contact.name(),
                place,
                contact.safe() + ", " + contact.dangerous() + ", " + contact.safe());
        return true;
    }

    private static void bolusButton(CheckBench bench, LiveReadings live, int gpio) {
        String place = CheckBench.gpio(gpio);
        String name = "bolus button";
        if (!live.bolusButton.outcome().isOk() || live.bolusButton.isPressed()) {
            bench.fail(
                    name,
                    place,
                    live.bolusButton.outcome().isOk()
                            ? "reads pressed"
                            : live.bolusButton.outcome().toString(),
                    "let go of the button; if it is, its wire touches ground");
        } else if (!bench.engineer().isPresent()) {
            bench.warn(
                    name,
                    place,
                    "reads released; not pressed",
                    "check again without --yes, with somebody at the rig");
        } else if (bench.awaitHands(
                "Press the bolus button, and let go",
                () -> live.bolusButton.presses() > 0,
                live::lookAtContacts)) {
            bench.ok(name, place, "released, pressed, released");
        } else {
            bench.fail(name, place, "stays released", "look at the button's two wires");
        }
    }
}
