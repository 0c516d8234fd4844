package org.salonarchive.testing;

import com.microsoft.playwright.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URL;
import java.sql.SQLException;
import org.salonarchive.admin.account.Operators;

/** Operators for tests, who sign in as people do. */
@ApplicationScoped
public class TestOperator {

    public static final String PASSWORD = "a password of the operator";

    private final Operators operators;

    TestOperator(Operators operators) {
        this.operators = operators;
    }

    /** Makes an operator, if there is none of that name. */
    public void have(String name) {
        try {
            if (operators.find(name).isEmpty()) {
                operators.make(name, PASSWORD);
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** A desk at which that operator sits, made if there is none of that name. */
    public Desk desk(URL site, String name) {
        have(name);
        return new Desk(site.toString()).signIn(name, PASSWORD);
    }

    /** A browser's page on which that operator has signed in, made if there is none of that name. */
    public Page signedIn(Page page, String name) {
        have(name);
        page.navigate("/admin");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main button").click();
        page.waitForURL("**/admin/");
        return page;
    }
}
