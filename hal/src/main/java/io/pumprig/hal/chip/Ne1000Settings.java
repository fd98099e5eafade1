package io.pumprig.hal.chip;

/**
 * What an NE-1000 is set to at bring-up.
 *
 * @param address 0-99 on its line
 * @param diameterMicrometres inner diameter of the syringe, 100-50 000, four digits
 * @param nanolitresPerMinute rate of every burst, 1-9 999 000, four digits
 */
public record Ne1000Settings(int address, int diameterMicrometres, int nanolitresPerMinute) {
    public Ne1000Settings {
        check("address", address, 0, 99);
        check("diameterMicrometres", diameterMicrometres, 100, 50_000);
        check("nanolitresPerMinute", nanolitresPerMinute, 1, 9_999_000);
        checkDigits("diameterMicrometres", diameterMicrometres);
        checkDigits("nanolitresPerMinute", nanolitresPerMinute);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " " + value + ", allowed " + least + "-" + most);
        }
    }

    private static void checkDigits(String name, int value) {
        if (!Ne1000Text.fitsFourDigits(value)) {
            throw new IllegalArgumentException(name + " " + value + ", four digits allowed");
        }
    }
}
