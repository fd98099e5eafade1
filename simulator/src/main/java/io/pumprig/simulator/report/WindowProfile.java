package io.pumprig.simulator.report;

import io.pumprig.hal.gravimetry.Profile;

/** The window profiles of a report (therapy reference 8.3). */
public enum WindowProfile {
    MICRO_RATE(Profile.MICRO_RATE),
    BEDSIDE(Profile.BEDSIDE);

    private final Profile profile;

    WindowProfile(Profile profile) {
        this.profile = profile;
    }

    /** As it is written. */
    public String label() {
        return profile.name();
    }

    Profile profile() {
        return profile;
    }

    /** The profile of that name, or null. */
    public static WindowProfile named(String label) {
        for (WindowProfile one : values()) {
            if (one.label().equals(label)) {
                return one;
            }
        }
        return null;
    }
}
