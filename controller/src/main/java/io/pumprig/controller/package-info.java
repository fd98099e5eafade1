/** The control loop and what it is made of; see {@code ControlLoop}. */
package io.pumprig.controller;
