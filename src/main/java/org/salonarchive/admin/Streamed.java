package org.salonarchive.admin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource that reads the body itself, because it may be large, and looks for the form's token in it first. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Streamed {}
