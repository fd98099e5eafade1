package io.pumprig.simulator.gateway;

import io.pumprig.controller.link.BrokerLogin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who may come to a broker. Without users everybody, which is only as safe as its address: whoever
 * can open a connection to 127.0.0.1 holds all roles (SR-99). With users nobody without a login,
 * and each only what his role may. The run's own rig has a login of this process alone.
 */
public final class BrokerAccess {
    /** No name that a users file may hold. */
    private static final String OWN_RIG = "rig of this run";

    private static final int SECRET_BYTES = 32;

    private final BrokerUsers users;
    private final BrokerUser rig;
    private final String secret;
    private final BrokerRefusals refusals;

    private BrokerAccess(BrokerUsers users, String rig, Consumer<String> log) {
        this.users = users;
        this.rig = new BrokerUser(rig, Role.RIG);
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        secret = HexFormat.of().formatHex(random);
        refusals = new BrokerRefusals(log);
    }

    /** Everybody may everything. */
    public static BrokerAccess open() {
        return new BrokerAccess(null, "", line -> {});
    }

    /**
     * Users alone.
     *
     * @param users null for everybody
     * @param rig name of the run's own rig
     * @param log gets a line for what is refused, on threads of the broker; must not wait
     */
    public static BrokerAccess of(BrokerUsers users, String rig, Consumer<String> log) {
        return new BrokerAccess(users, rig, log);
    }

    /** How the run's own rig logs in. */
    public BrokerLogin rigLogin() {
        return new BrokerLogin(OWN_RIG, secret, List.of());
    }

    /** True when everybody may everything. */
    boolean isOpen() {
        return users == null;
    }

    BrokerRefusals refusals() {
        return refusals;
    }

    /** True when {@code name} is that of the run's own rig, whatever the password. */
    static boolean isOwnRig(String name) {
        return OWN_RIG.equals(name);
    }

    /**
     * The user of that name and password, or null. Takes a tenth of a second, except for the run's
     * own rig.
     *
     * @param password in UTF-8
     */
    BrokerUser login(String name, byte[] password) {
        if (isOwnRig(name)) {
            byte[] right = secret.getBytes(StandardCharsets.UTF_8);
            return MessageDigest.isEqual(right, password) ? rig : null;
        }
        if (users == null || password.length == 0) {
            return null;
        }
        return users.login(name, new String(password, StandardCharsets.UTF_8).toCharArray());
    }
}
