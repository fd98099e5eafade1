package io.pumprig.simulator.gateway;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.client.parameter.Listener;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.admin.AdminService;
import java.io.IOException;

/** Our part inside HiveMQ: sets guard and lines, and learns which ports were bound. */
final class BrokerExtension implements ExtensionMain {
    private final BrokerGuard guard;
    private final BrokerLines lines = new BrokerLines();
    private volatile AdminService service;

    BrokerExtension(BrokerGuard guard) {
        this.guard = guard;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(connecting -> lines.before(guard));
        Services.initializerRegistry()
                .setClientInitializer(
                        (connected, client) -> {
                            guard.watch(connected, client);
                            lines.watch(connected, client);
                        });
        lines.start();
        service = Services.adminService();
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        service = null;
        lines.stop();
    }

    EmbeddedExtension packed() {
        return EmbeddedExtension.builder()
                .withId("pumprig")
                .withName("pumprig")
                .withVersion("1")
                .withExtensionMain(this)
                .build();
    }

    /** What can go wrong between the broker and its rigs. */
    BrokerLines lines() {
        return lines;
    }

    /** The port that the listener of that name has. */
    int port(String listener) throws IOException {
        AdminService asked = service;
        if (asked != null) {
            for (Listener each : asked.getServerInformation().getListener()) {
                if (each.getName().equals(listener)) {
                    return each.getPort();
                }
            }
        }
        throw new IOException("the broker started without its listener " + listener);
    }
}
