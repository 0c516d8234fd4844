package org.salonarchive.reader.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Leads the addresses below every old base to the one resource that answers them. */
@Provider
@PreMatching
@ApplicationScoped
public class LegacyBases implements ContainerRequestFilter {

    /** Where the resource is. */
    static final String PATH = "/pipermail/";

    /** HyperKitty at the root of a site, and pgarchives. */
    private static final String ROOT_OF_LISTS = "/list/";

    private final List<String> bases;

    LegacyBases(LegacyConfig config) {
        this.bases = config.bases().stream()
                .map(base -> "/" + base.strip().replaceAll("^/+|/+$", "") + "/")
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    @Override
    public void filter(ContainerRequestContext context) {
        UriInfo uri = context.getUriInfo();
        String path = uri.getRequestUri().getRawPath();
        rest(path)
                .filter(rest -> !path.startsWith(PATH))
                .ifPresent(rest -> context.setRequestUri(uri.getBaseUri(), withPath(uri.getRequestUri(), PATH + rest)));
    }

    /** Whether a path is below one of them. */
    public boolean has(String path) {
        return rest(path).isPresent();
    }

    /** What follows the longest base that the path begins with. */
    private Optional<String> rest(String path) {
        if (path.startsWith(ROOT_OF_LISTS)) {
            return Optional.of(path.substring(1));
        }
        String folder = path.endsWith("/") ? path : path + "/";
        return bases.stream()
                .filter(folder::startsWith)
                .findFirst()
                .map(base -> path.length() < base.length() ? "" : path.substring(base.length()));
    }

    private static URI withPath(URI uri, String rawPath) {
        String query = uri.getRawQuery();
        return uri.resolve(rawPath + (query == null ? "" : "?" + query));
    }
}
