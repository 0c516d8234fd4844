package org.salonarchive.reader;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Hands the pages that were made to those that are kept. */
@Provider
final class PageKeeper implements ContainerResponseFilter {

    private final PageCache cache;
    private final RoutingContext context;

    PageKeeper(PageCache cache, RoutingContext context) {
        this.cache = cache;
        this.context = context;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        cache.keep(context, response);
    }
}
