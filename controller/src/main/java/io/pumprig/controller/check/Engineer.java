package io.pumprig.controller.check;

import java.util.function.Consumer;

/** The person at the rig: presses and opens what a program cannot, looks and listens. */
public interface Engineer {

    /** False when nobody is there to answer: nothing may then be asked. */
    boolean isPresent();

    /** Asks to do something with hands, and returns at once: the rig is watched meanwhile. */
    void request(String what);

    /** Asks a question that yes or no answers, and waits for the answer. */
    boolean confirms(String question);

    /** Tells how far something long has come. */
    void progress(String what);

    /** Nobody; progress is still told. */
    static Engineer absent(Consumer<String> progress) {
        return new Engineer() {
            @Override
            public boolean isPresent() {
                return false;
            }

            @Override
            public void request(String what) {
                throw new IllegalStateException("nobody is there to do it: " + what);
            }

            @Override
            public boolean confirms(String question) {
                throw new IllegalStateException("nobody is there to answer: " + question);
            }

            @Override
            public void progress(String what) {
                progress.accept(what);
            }
        };
    }
}
