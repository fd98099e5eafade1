package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiHostTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "raspberrypi;4-model-b brcm;bcm2711, false",
        "raspberrypi;5-model-b brcm;bcm2712, false",
        "linux;dummy-virt, true",
        "fsl;imx8mp-evk fsl;imx8mp, true",
        "'', false"
    })
    void onlyABoardOfQemuIsEmulated(String names, boolean emulated) {
        String compatible = names.replace(';', ',').replace(' ', '\0') + '\0';
        assertEquals(emulated, PiHost.isEmulated(compatible));
    }
}
