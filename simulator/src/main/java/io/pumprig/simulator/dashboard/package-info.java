/**
 * The page to watch and break a pump: an HTTP server beside a rig's broker. It is a client of the
 * MQTT contract and nothing more, so that whoever looks, or how many, changes nothing in what a run
 * does; and it serves a bench and a simulation alike, except that it offers a bench no faults.
 *
 * <p>One direction: {@code RigWatch} hears the rig, {@code RigReader} turns what it hears into
 * {@code Board} (the newest of everything, as frames) and {@code Plots} (what is drawn), and each
 * browser's {@code EventStream} copies from these what is newer than what it has sent. Nothing
 * waits in a queue for a browser, so a slow one holds up nobody and costs no memory: it skips
 * states, and is told how many events it missed. What a browser asks for goes through {@code Gate}
 * before anything is read.
 */
package io.pumprig.simulator.dashboard;
