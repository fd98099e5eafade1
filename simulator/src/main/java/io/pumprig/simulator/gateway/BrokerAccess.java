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
 * and each only what his role may. The run's own rig has a login of this process alone, and so has
 * its dashboard, which may what the user may whose orders it gives.
 */
public final class BrokerAccess {
    /** No name that a users file may hold. */
    private static final String OWN_RIG = "rig of this run";

    private static final String OWN_DASHBOARD = "dashboard of this run";

    private static final int SECRET_BYTES = 32;

    private final BrokerUsers users;
    private final BrokerUser rig;
    private final String secret;

    /** Whose orders the run's own dashboard gives; null while there is none. */
    private volatile BrokerUser dashboard;

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

    /**
     * How the run's own dashboard logs in, with the role of a user.
     *
     * @param name of the user, or null where there are no users: then it may everything
     * @return null when there is no such user, or the password is not that user's
     */
    public BrokerLogin dashboardLogin(String name, String password) {
        dashboard =
                users == null
                        ? new BrokerUser("dashboard", Role.ADMIN)
                        : name == null ? null : users.login(name, password.toCharArray());
        return dashboard == null ? null : new BrokerLogin(OWN_DASHBOARD, secret, List.of());
    }

    /** True when everybody may everything. */
    public boolean isOpen() {
        return users == null;
    }

    BrokerRefusals refusals() {
        return refusals;
    }

    /** True when {@code name} is one that this process alone uses, whatever the password. */
    static boolean isOwn(String name) {
        return OWN_RIG.equals(name) || OWN_DASHBOARD.equals(name);
    }

    /**
     * The user of that name and password, or null. Takes a tenth of a second, except for the run's
     * own rig and dashboard.
     *
     * @param password in UTF-8
     */
    BrokerUser login(String name, byte[] password) {
        if (isOwn(name)) {
            byte[] right = secret.getBytes(StandardCharsets.UTF_8);
            BrokerUser own = OWN_RIG.equals(name) ? rig : dashboard;
            return MessageDigest.isEqual(right, password) ? own : null;
        }
        if (users == null || password.length == 0) {
            return null;
        }
        return users.login(name, new String(password, StandardCharsets.UTF_8).toCharArray());
    }
}
