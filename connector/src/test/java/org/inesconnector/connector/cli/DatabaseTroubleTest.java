package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTroubleTest {

    @ParameterizedTest
    @CsvSource({
            "90020,false", "90028,false", "90031,false", "90098,false", "90030,true", "90113,true", "28000,true",
            "28P01,true", "3D000,true", "08006,false", "53100,false", "HY000,false"
    })
    void whatMayPassByItselfIsNoWrongSetting(String state, boolean isSetting) {
        assertThat(DatabaseTrouble.isSetting(new SQLException("", state))).isEqualTo(isSetting);
    }
}
