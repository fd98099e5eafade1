package io.pumprig.controller.link;

import java.io.IOException;

/** The broker's rules keep this user from giving an order; no rig heard of it. */
public final class OrderDenied extends IOException {
    private static final long serialVersionUID = 1L;

    OrderDenied(String message) {
        super(message);
    }
}
