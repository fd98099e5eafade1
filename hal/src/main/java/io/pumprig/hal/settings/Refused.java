package io.pumprig.hal.settings;

/** A value that was refused before anybody asked in which file it stands. */
final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    final String found;
    final String allowed;

    Refused(String found, String allowed) {
        super("found " + found + "; allowed " + allowed);
        this.found = found;
        this.allowed = allowed;
    }
}
