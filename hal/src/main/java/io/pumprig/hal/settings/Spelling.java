package io.pumprig.hal.settings;

import java.util.Locale;

/** Finds the word that somebody meant. */
public final class Spelling {
    private static final int MAX_SLIPS = 2;

    private Spelling() {}

    /**
     * The word with the fewest slips to {@code written}, at most 2 and at most half of the word;
     * the first of equals; null when none is near. Upper and lower case are the same here.
     */
    public static String nearest(String written, Iterable<String> words) {
        String nearest = null;
        int fewest = MAX_SLIPS + 1;
        for (String word : words) {
            // A length that differs by more needs no table, however long the text is.
            if (Math.abs(word.length() - written.length()) > MAX_SLIPS) {
                continue;
            }
            int slips = slips(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (slips < fewest && slips <= word.length() / 2) {
                fewest = slips;
                nearest = word;
            }
        }
        return nearest;
    }

    /**
     * The {@link #nearest} word as the end of a message, {@code (did you mean "word"?)} with a
     * blank before it; empty when none is near.
     */
    public static String hint(String written, Iterable<String> words) {
        String near = nearest(written, words);
        return near == null ? "" : " (did you mean \"" + near + "\"?)";
    }

    /** Letters left out, put in, exchanged, or swapped with their neighbour. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int exchange = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                slips[i][j] =
                        Math.min(
                                slips[i - 1][j - 1] + exchange,
                                1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
                boolean isSwap =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwap) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
