/**
 * The control loop and what it is made of. {@link io.pumprig.controller.ControlLoop} is one cycle,
 * read from top to bottom; {@link io.pumprig.controller.Controller} puts a session together and
 * knows what belongs to whom.
 *
 * <p>Hardware is touched at both ends of a cycle only, all between is arithmetic on values in
 * memory; the packages below pass values up and down and never reach for each other's owners. The
 * same code runs on a bench and in simulation, and cannot tell which.
 */
package io.pumprig.controller;
