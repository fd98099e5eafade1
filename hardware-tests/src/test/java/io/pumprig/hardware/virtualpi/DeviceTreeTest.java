package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeviceTreeTest {
    private final DeviceTree tree =
            new DeviceTree(
                    """
                    / {
                    	model = "a board";

                    	aliases {
                    		gpio0 = "/soc/gpio@10";
                    		i2c1 = "/soc/i2c@20";
                    	};

                    	soc {
                    		gpio@10 {
                    			reg = <0x10>;
                    		};

                    		usb@30 {
                    			status = "disabled";
                    			dmas = <0x01 0x02>;

                    			child@31 {
                    				status = "disabled";
                    			};
                    		};
                    	};
                    };
                    """);

    @Test
    void eachEditChangesItsOwnNodeAlone() {
        tree.model("another board");
        tree.rename("gpio@10", "pinctrl@10");
        tree.withoutAlias("i2c1");
        tree.withoutAny("dmas");
        tree.enable("usb@30");
        tree.property("child@31", "dr_mode", "\"host\"");

        assertEquals(
                """
                / {
                	model = "another board";

                	aliases {
                		gpio0 = "/soc/pinctrl@10";
                	};

                	soc {
                		pinctrl@10 {
                			reg = <0x10>;
                		};

                		usb@30 {
                status = "okay";

                			child@31 {
                dr_mode = "host";
                				status = "disabled";
                			};
                		};
                	};
                };
                """,
                tree.toString());
    }

    @Test
    void aNodeThatIsNotThereIsAMistake() {
        assertThrows(IllegalStateException.class, () -> tree.enable("spi@40"));
    }
}
