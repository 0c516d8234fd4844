package org.salonarchive.admin;

/**
 * What every page of the operator has around its content.
 *
 * @param title of the window
 * @param here which entry of the navigation this is
 * @param operator who is signed in; empty when nobody is
 * @param token what every form of the page carries
 * @param notice what was just done
 * @param nonce lets the page's one script run; empty where it has none
 * @param refresh seconds after which a browser without scripts asks again; 0 where nothing changes
 */
record AdminFrame(String title, String here, String operator, String token, String notice, String nonce, int refresh) {

    /** The name of the form field with the token. */
    static final String TOKEN = "csrf";

    /** The address of the stylesheet that all pages share. */
    public String stylesheet() {
        return Asset.STYLESHEET.link();
    }

    /** The address of the stylesheet of these pages. */
    public String adminStylesheet() {
        return Asset.ADMIN_STYLESHEET.link();
    }

    /** The address of the script. */
    public String script() {
        return Asset.SCRIPT.link();
    }
}
