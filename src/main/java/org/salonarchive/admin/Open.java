package org.salonarchive.admin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A resource for people who are not signed in; every other one of this package is closed to them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Open {}
