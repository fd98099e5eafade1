package io.pumprig.simulator.fault;

import io.pumprig.hal.settings.Spelling;
import java.util.List;

/** What is allowed, for messages: all words, and the one that was probably meant. */
final class Words {
    private Words() {}

    static String of(List<String> allowed, String found) {
        String all = String.join(", ", allowed);
        return found == null ? all : all + Spelling.hint(found, allowed);
    }
}
