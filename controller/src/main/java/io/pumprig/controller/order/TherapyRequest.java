package io.pumprig.controller.order;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A therapy as it is asked for while another runs, the body of a {@code therapy-stage} request: the
 * keys of a therapy file, and beside them a bridge and an override. JSON is YAML, so one reader
 * does for both.
 *
 * @param prescription what is to run
 * @param isBridged whether a bridge is attached (SR-12)
 * @param bridgePicolitres dead volume that was entered in place of the rig's calibrated one (SR-11)
 * @param override by whom and why soft limits are exceeded, or null (SR-04)
 */
public record TherapyRequest(
        Prescription prescription,
        boolean isBridged,
        OptionalLong bridgePicolitres,
        LimitOverride override) {
    private static final String BRIDGE = "bridge";
    private static final String OVERRIDE = "override";
    private static final String CALIBRATED = "calibrated";

    /**
     * The request in a text.
     *
     * @param source what complaints call it
     * @throws SettingsException naming key, what was found and what is allowed; {@link
     *     SettingsException#reason} leaves out the line, of which a message has one
     */
    public static TherapyRequest parse(String source, String text) {
        SettingsNode root = SettingsNode.parse(source, text);
        String[] keys = Arrays.copyOf(TherapyFile.KEYS, TherapyFile.KEYS.length + 2);
        keys[keys.length - 2] = BRIDGE;
        keys[keys.length - 1] = OVERRIDE;
        root.keys(keys);
        Prescription prescription = TherapyFile.prescription(root);
        boolean isBridged = root.has(BRIDGE);
        OptionalLong entered = isBridged ? entered(root) : OptionalLong.empty();
        LimitOverride override = root.has(OVERRIDE) ? override(root) : null;
        root.done();
        return new TherapyRequest(prescription, isBridged, entered, override);
    }

    /** {@code calibrated}, or a volume of one's own within what a line can have. */
    private static OptionalLong entered(SettingsNode root) {
        if (!root.isMapping(BRIDGE)) {
            root.choice(BRIDGE, CALIBRATED);
            return OptionalLong.empty();
        }
        SettingsNode node = root.child(BRIDGE);
        node.keys("volume");
        return OptionalLong.of(
                node.quantity(
                        "volume",
                        Dimension.VOLUME,
                        BridgePlan.LEAST_DEAD_PICOLITRES,
                        BridgePlan.MOST_DEAD_PICOLITRES));
    }

    private static LimitOverride override(SettingsNode root) {
        SettingsNode node = root.child(OVERRIDE);
        node.keys("by", "why");
        return new LimitOverride(
                node.matching("by", LimitOverride.BY, LimitOverride.BY_ALLOWED),
                node.matching("why", LimitOverride.WHY, LimitOverride.WHY_ALLOWED));
    }
}
