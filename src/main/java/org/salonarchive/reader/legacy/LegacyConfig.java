package org.salonarchive.reader.legacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Where the archives of before were. */
@ConfigMapping(prefix = "salon.legacy")
interface LegacyConfig {

    /** The beginnings of paths that a list's name followed. */
    @WithDefault("/pipermail,/mailman/private,/cgi-bin/mailman/private,/mailman/private.cgi,/private.cgi,"
            + "/mailman/htdig,/htdig.cgi,/archives,/mailman/archives,/hyperkitty,/mailman3/hyperkitty,"
            + "/mailman/listinfo,/mailman/listinfo.cgi,/cgi-bin/mailman/listinfo,/listinfo,/listinfo.cgi")
    List<String> bases();
}
