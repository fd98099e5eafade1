package io.pumprig.simulator.gateway;

import io.pumprig.hal.settings.SettingsNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The users of the broker, as a file names them: {@code users: [{name, role, password}]}, each with
 * the hash of its password. Immutable, for any thread.
 */
public final class BrokerUsers {
    private static final int MOST_USERS = 1_000;

    /** One user and what is kept of its password. */
    private record Entry(BrokerUser user, PasswordHash password) {}

    private final Map<String, Entry> entries;

    /** Compared where there is no such user, so that time does not tell which names exist. */
    private final PasswordHash nobody = PasswordHash.of(new char[] {'-'});

    private BrokerUsers(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads a users file.
     *
     * @throws io.pumprig.hal.settings.SettingsException naming file, line, key, what was found and
     *     what is allowed; never a password
     */
    public static BrokerUsers read(Path file) {
        return of(SettingsNode.read(file));
    }

    static BrokerUsers of(SettingsNode root) {
        root.keys("users");
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (SettingsNode node : root.list("users")) {
            node.keys("name", "role", "password");
            String name = node.name("name");
            if (entries.containsKey(name)) {
                throw node.refuse("name", name + " for the second time", "a name of its own");
            }
            if (entries.size() == MOST_USERS) {
                throw node.refuse("name", "one more", "at most " + MOST_USERS + " users");
            }
            String role =
                    node.choice(
                            "role",
                            Arrays.stream(Role.values()).map(Role::label).toArray(String[]::new));
            BrokerUser user = new BrokerUser(name, labelled(role));
            entries.put(name, new Entry(user, password(node)));
        }
        if (entries.isEmpty()) {
            throw root.refuse("users", "no users", "at least one");
        }
        root.done();
        return new BrokerUsers(entries);
    }

    private static Role labelled(String label) {
        return Arrays.stream(Role.values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static PasswordHash password(SettingsNode node) {
        String text = node.text("password");
        try {
            return PasswordHash.parse(text);
        } catch (IllegalArgumentException e) {
            // What was found is not shown: it may well be a password.
            throw node.refuse(
                    "password",
                    "something else than a hash",
                    PasswordHash.FORM + ", as `pumprig-simulator passwd` prints it");
        }
    }

    /** The user of that name and password, or null. Takes a tenth of a second either way. */
    BrokerUser login(String name, char[] password) {
        Entry entry = entries.get(name);
        PasswordHash hash = entry == null ? nobody : entry.password;
        boolean right = hash.isOf(password);
        return right && entry != null ? entry.user : null;
    }
}
