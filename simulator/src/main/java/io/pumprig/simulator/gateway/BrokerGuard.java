package io.pumprig.simulator.gateway;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Keeps a broker's access rules: looks at everybody who connects, last will included, and at every
 * message of those who are users. A message that is not allowed is answered NOT_AUTHORIZED and goes
 * nowhere, and its sender stays: a publish authoriser would throw him out. Whatever fails in here
 * refuses.
 */
final class BrokerGuard implements SimpleAuthenticator {
    private static final String NAME = "pumprig.name";
    private static final String ROLE = "pumprig.role";

    private final BrokerAccess access;

    /** Listener that only the run's own rig may use, or null. */
    private final String ownListener;

    /**
     * @param ownListener name of the listener that only the run's own rig may use, or null
     */
    BrokerGuard(BrokerAccess access, String ownListener) {
        this.access = access;
        this.ownListener = ownListener;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        String objection;
        try {
            objection = objection(input);
        } catch (RuntimeException e) {
            objection = "a login that failed: " + e;
        }
        if (objection == null) {
            output.authenticateSuccessfully();
        } else {
            access.refusals().add(objection);
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "not authorized");
        }
    }

    /** What is refused, or null when somebody may come in. */
    private String objection(SimpleAuthInput input) {
        ConnectPacket connect = input.getConnectPacket();
        String name = connect.getUserName().orElse("");
        boolean ownDoor =
                ownListener != null
                        && input.getConnectionInformation()
                                .getListener()
                                .map(Listener::getName)
                                .filter(ownListener::equals)
                                .isPresent();
        if (!BrokerAccess.isOwn(name) && access.isOpen() && !ownDoor) {
            return null;
        }
        if (name.isEmpty()) {
            return "a client without a user";
        }
        BrokerUser user =
                ownDoor && !BrokerAccess.isOwn(name)
                        ? null
                        : access.login(name, bytes(connect.getPassword()));
        if (user == null) {
            return "user " + BrokerRefusals.shown(name) + ": wrong name or password";
        }
        if (!user.mayBe(connect.getClientId())) {
            return described(user) + " as client " + BrokerRefusals.shown(connect.getClientId());
        }
        if (connect.getWillPublish().isPresent()) {
            String topic = connect.getWillPublish().get().getTopic();
            if (!user.mayPublish(topic)) {
                return described(user) + ": last will on " + BrokerRefusals.shown(topic);
            }
        }
        var attributes = input.getConnectionInformation().getConnectionAttributeStore();
        attributes.putAsString(NAME, user.name());
        attributes.putAsString(ROLE, user.role().name());
        return null;
    }

    private static byte[] bytes(Optional<ByteBuffer> password) {
        ByteBuffer buffer = password.orElse(ByteBuffer.allocate(0)).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String described(BrokerUser user) {
        return user.role().label() + " " + BrokerRefusals.shown(user.name());
    }

    /** Sets a watch on somebody who connects; on an open broker nobody is watched. */
    void watch(InitializerInput input, ClientContext client) {
        if (!access.isOpen()) {
            client.addPublishInboundInterceptor(new Watch(user(input.getConnectionInformation())));
        }
    }

    private static BrokerUser user(ConnectionInformation connection) {
        var attributes = connection.getConnectionAttributeStore();
        Optional<String> name = attributes.getAsString(NAME);
        Optional<String> role = attributes.getAsString(ROLE);
        return name.isPresent() && role.isPresent()
                ? new BrokerUser(name.get(), Role.valueOf(role.get()))
                : null;
    }

    /** Watches what one connection publishes. */
    private final class Watch implements PublishInboundInterceptor {
        private final BrokerUser user;

        /**
         * @param user whose connection it is; null for nobody's, which may nothing
         */
        Watch(BrokerUser user) {
            this.user = user;
        }

        @Override
        public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
            try {
                String topic = input.getPublishPacket().getTopic();
                if (user != null && user.mayPublish(topic)) {
                    return;
                }
                String who = user == null ? "somebody" : described(user);
                access.refusals().add(who + ": message on " + BrokerRefusals.shown(topic));
            } catch (RuntimeException e) {
                access.refusals().add("a message that failed: " + e);
            }
            output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, "not authorized");
        }
    }
}
