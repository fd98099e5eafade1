package io.pumprig.controller.check;

/**
 * What one look at the rig found.
 *
 * @param grade how good it is
 * @param part what was looked at, in the words of {@code rig.yaml}
 * @param place pin, bus and address, or line; empty where there is none
 * @param found what was found
 * @param remedy what to do with hands, or which line of the file to change; empty when it is OK
 */
public record Finding(Grade grade, String part, String place, String found, String remedy) {

    /** How good a finding is. */
    public enum Grade {
        /** Proved. */
        OK,
        /** Not proved, or unusual; the rig may be used by somebody who read this. */
        WARN,
        /** Wrong: not to be used before it is put right. */
        FAIL
    }

    public Finding {
        if (remedy.isEmpty() != (grade == Grade.OK)) {
            throw new IllegalArgumentException(grade + " with remedy '" + remedy + "'");
        }
    }
}
